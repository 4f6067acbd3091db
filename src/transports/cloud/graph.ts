import { z } from 'zod';
import { masked, problemOf } from '../problem.ts';
import type { GraphError } from './errors.ts';
import type { CloudSettings } from './parts.ts';

/** What came of a call. */
export type Answer =
  | { outcome: 'answered'; body: unknown }
  | { outcome: 'error'; error: GraphError }
  /** Meta was not reached: nothing has happened there. */
  | { outcome: 'unreached'; problem: string }
  /** The call went out and nobody knows what came of it. */
  | { outcome: 'unknown'; problem: string };

/** Meta's Graph API, as far as messages need it. */
export interface Graph {
  get(path: string): Promise<Answer>;
  /** @param body JSON, or a form with a file in it */
  post(path: string, body: object | FormData, patienceMs?: number): Promise<Answer>;
  /** Breaks off what is under way. */
  stop(): void;
}

const PATIENCE_MS = 20_000;
const MAX_ANSWER_BYTES = 1_048_576;
const MAX_RETRY_AFTER_MS = 3_600_000;

const failure = z.object({
  error: z.object({
    code: z.number().int(),
    message: z.string().catch(''),
    error_subcode: z.number().int().optional().catch(undefined),
    error_data: z.object({ details: z.string().optional() }).optional().catch(undefined),
  }),
});

/** Talks to the Graph API with the lab's token; never throws. */
export function createGraph({ apiUrl, accessToken }: CloudSettings): Graph {
  const stopping = new AbortController();

  async function call(path: string, init: RequestInit, patienceMs: number): Promise<Answer> {
    try {
      const response = await fetch(`${apiUrl}/${path}`, {
        ...init,
        // An address that leads elsewhere would carry the token there.
        redirect: 'error',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(patienceMs)]),
        headers: { ...init.headers, Authorization: `Bearer ${accessToken}` },
      });
      return answerOf(response.status, await textOf(response), retryAfterIn(response.headers));
    } catch (error) {
      const problem = problemOf(error);
      return wasUnreached(error) ? { outcome: 'unreached', problem } : { outcome: 'unknown', problem };
    }
  }

  return {
    get: (path) => call(path, { method: 'GET' }, PATIENCE_MS),
    post: (path, body, patienceMs = PATIENCE_MS) =>
      body instanceof FormData
        ? call(path, { method: 'POST', body }, patienceMs)
        : call(
            path,
            {
              method: 'POST',
              body: JSON.stringify(body),
              headers: { 'Content-Type': 'application/json' },
            },
            patienceMs,
          ),
    stop: () => stopping.abort(),
  };
}

/** Reads one answer of the Graph API, or of whatever stands between us and it. */
export function answerOf(httpStatus: number, text: string, retryAfterMs?: number): Answer {
  const body = parsed(text);
  const said = failure.safeParse(body);
  if (said.success) {
    const { code, message, error_subcode: subcode, error_data } = said.data.error;
    const details = masked(error_data?.details ?? message);
    return {
      outcome: 'error',
      error: {
        code,
        details,
        httpStatus,
        ...(subcode === undefined ? {} : { subcode }),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      },
    };
  }
  if (httpStatus >= 200 && httpStatus < 300 && body !== undefined) return { outcome: 'answered', body };
  // Turned away at the door; any other answer that is not Meta's may hide a message that was taken.
  if (httpStatus === 429 || httpStatus === 503 || (httpStatus >= 400 && httpStatus < 500)) {
    return {
      outcome: 'error',
      error: {
        code: httpStatus,
        details: 'an answer that is not Meta’s',
        // 4xx without Meta's words is a proxy's: it is not the message that is wrong.
        httpStatus: httpStatus === 429 ? 429 : 503,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      },
    };
  }
  return { outcome: 'unknown', problem: `Meta answered ${httpStatus} without its own words` };
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retryAfterIn(headers: Headers): number | undefined {
  const seconds = /^\d{1,6}$/.exec(headers.get('retry-after') ?? '')?.[0];
  return seconds === undefined ? undefined : Math.min(Number(seconds) * 1_000, MAX_RETRY_AFTER_MS);
}

/** No name, no line, no certificate: in each of these not a byte of the message has left. */
const UNREACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function wasUnreached(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && UNREACHED.has(String(cause.code));
}
