import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Response, type Router } from 'express';
import type { z } from 'zod';
import type { Db } from '../../db/open.ts';
import { installRoot } from '../../db/root.ts';
import type { FileStore } from '../../files/store.ts';
import type { Log } from '../../log.ts';
import { chatsOf, messageById, type SimulatedMessage, saidTo } from './messages.ts';
import { simulatorPage } from './page.tsx';
import {
  chatSchema,
  complaintOf,
  heardSchema,
  type Posted,
  type SentByPhone,
  sentSchema,
} from './requests.ts';
import { ALL_CHATS, type WaitingRoom } from './waiting.ts';

/** Serves `/simulator` and everything below it. */
export type SimulatorRouter = Router;

/** What the addresses need of the simulator. */
export interface SimulatorRouterParts {
  db: Db;
  files: FileStore;
  lab(): { shortName: string; whatsappNumber: string };
  log: Log;
  waiting: WaitingRoom;
  post(sent: SentByPhone): Promise<Posted>;
}

// The largest file a citizen may send, as base64, with room for the words beside it.
const MAX_BODY_BYTES = 15 * 1024 * 1024;
const ASSETS = join(installRoot, 'src/transports/simulator/assets');

/** The addresses of the simulator. Errors of any kind are JSON: `{ "error": "what is wrong" }`. */
export function simulatorRouter({
  db,
  files,
  lab,
  log,
  waiting,
  post,
}: SimulatorRouterParts): SimulatorRouter {
  const router = express.Router();

  router.post('/simulator/messages', express.json({ limit: MAX_BODY_BYTES }), async (request, response) => {
    const sent = read(sentSchema, request.body ?? {}, response);
    if (!sent) return;
    const posted = await post(sent);
    if (posted.outcome === 'recorded') response.status(202).json({ id: posted.id });
    else if (posted.outcome === 'idTaken') complain(response, 400, 'id: belongs to a message of the bot');
    else complain(response, 503, 'the lab is not listening; try again in a moment');
  });

  router.get('/simulator/messages', async (request, response) => {
    const asked = read(heardSchema, request.query, response);
    if (!asked) return;
    const found = () => saidTo(db, asked.to, asked.after);
    await answerWhenNew(response, { found, topic: asked.to, waitMs: asked.wait }, asHeard);
  });

  router.get('/simulator/chat', async (request, response) => {
    const asked = read(chatSchema, request.query, response);
    if (!asked) return;
    const found = () => chatsOf(db, asked.phones, asked.after);
    await answerWhenNew(response, { found, topic: ALL_CHATS, waitMs: asked.wait }, asShown);
  });

  router.get('/simulator/files/:id', (request, response, next) => {
    const fileId = messageById(db, request.params.id)?.fileId;
    const file = fileId ? files.open(fileId) : undefined;
    if (!file) return complain(response, 404, 'there is no such file');
    response.attachment(file.name).set({
      'Content-Type': file.mimeType,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    });
    response.sendFile(file.path, { dotfiles: 'allow', cacheControl: false }, (error) => error && next(error));
  });

  router.use('/simulator/assets', express.static(ASSETS, { index: false, maxAge: 0 }));

  router.get('/simulator', (_request, response) => {
    response
      .set('Content-Security-Policy', PAGE_POLICY)
      .set('X-Content-Type-Options', 'nosniff')
      .set('Referrer-Policy', 'no-referrer')
      .type('html')
      .send(simulatorPage(lab()));
  });

  async function answerWhenNew<Message>(
    response: Response,
    { found, topic, waitMs }: { found: () => Message[]; topic: string; waitMs: number },
    worded: (message: Message) => unknown,
  ): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const until = performance.now() + waitMs;
    let messages = found();
    while (messages.length === 0) {
      const end = await waiting.wait(topic, Math.max(0, until - performance.now()), gone.signal);
      messages = found();
      if (end === 'over') break;
    }
    if (!gone.signal.aborted) response.json(messages.map(worded));
  }

  const reportError: ErrorRequestHandler = (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = Number(error?.status ?? 500);
    if (status === 413) return complain(response, 413, `the message is larger than ${MAX_BODY_BYTES} bytes`);
    if (status >= 400 && status < 500)
      return complain(response, status, 'the request cannot be read as JSON');
    log.error({ err: error }, 'a simulator request failed');
    complain(response, 500, 'the message was not recorded; send it again with the same id');
  };
  router.use('/simulator', reportError);

  return router;
}

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function read<Schema extends z.ZodType>(
  schema: Schema,
  from: unknown,
  response: Response,
): z.infer<Schema> | undefined {
  const parsed = schema.safeParse(from);
  if (parsed.success) return parsed.data;
  complain(response, 400, complaintOf(parsed.error));
  return undefined;
}

function complain(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}

const fileUrl = (id: string): string => `/simulator/files/${encodeURIComponent(id)}`;

// The contract: what a script reads of the bot's words.
function asHeard({ seq, id, phone, kind, text, fileId, fileName, mimeType, sentAt }: SimulatedMessage) {
  const file = fileId ? { file: { name: fileName, mimeType, url: fileUrl(id) } } : {};
  return { seq, id, to: phone, kind, text, ...file, sentAt: sentAt.toISOString() };
}

// What the page shows: both sides, and files that were refused as well.
function asShown(message: SimulatedMessage & { sizeBytes: number | null }) {
  const { seq, id, phone, direction, kind, text, fileId, fileName, mimeType, sizeBytes, sentAt } = message;
  const file =
    fileName === null
      ? {}
      : { file: { name: fileName, mimeType, sizeBytes, url: fileId ? fileUrl(id) : null } };
  return { seq, id, phone, direction, kind, text, ...file, sentAt: sentAt.toISOString() };
}
