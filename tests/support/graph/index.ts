import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ACCESS, environmentAt, payloadOf, signatureOf } from './payloads.ts';
import { createPerson, type Identity, type OnPhone, onPhone, type Person } from './person.ts';
import { type GraphMessage, messageSchema, readSchema } from './rules.ts';

export { payloadOf, signatureOf } from './payloads.ts';
export type { OnPhone, Person } from './person.ts';

/** What Meta answers instead of doing what it is asked. */
export type Fault =
  | { code: number; httpStatus?: number; subcode?: number; retryAfterSeconds?: number; details?: string }
  /** An answer that is not Meta's: a proxy's page. */
  | { page: string; httpStatus: number }
  /** The line drops; `afterTaking`: the message is taken all the same. */
  | { drops: true; afterTaking?: true };

/** A Graph API on this machine, and the people behind it. */
export interface FakeGraph {
  settings: {
    apiUrl: string;
    phoneNumberId: string;
    accessToken: string;
    appSecret: string;
    verifyToken: string;
  };
  /** For the service in a process of its own. */
  environment: Record<string, string>;
  /** Where the lab's webhook is; set it once the lab listens. */
  webhook: string;
  /** Statuses that follow each message by themselves. */
  statuses: ('sent' | 'delivered' | 'read')[];
  /** Everything asked of the API: `POST 106…/messages`. */
  readonly calls: string[];
  /** Messages that were taken, in order. */
  readonly taken: { metaId: string; message: GraphMessage }[];
  /** What was wrong with messages that broke Meta's rules. */
  readonly broken: string[];
  person(identity: Identity): Person;
  /** The next calls whose name contains `where` go wrong in this way. */
  failNext(where: string, fault: Fault, times?: number): void;
  /** From now on every token is wrong, or right again. */
  rejectToken(rejected: boolean): void;
  /** What lies under a media id; change it to tamper with a file. */
  readonly media: Map<string, { bytes: Buffer; mimeType: string; url?: string }>;
  /** Brings bytes to the webhook, signed unless a signature is given. */
  bring(body: string | Buffer, signature?: string): Promise<Response>;
  /** Brings one change for the lab's number; its status comes back. */
  change(value: object): Promise<number>;
  /** Brings a word about one of the lab's messages. */
  status(metaId: string, status: string, more?: object): Promise<number>;
  stop(): Promise<void>;
}

/** Starts one, with nobody in it. */
export async function startFakeGraph(): Promise<FakeGraph> {
  const people: Person[] = [];
  const faults: { where: string; fault: Fault }[] = [];
  const media: FakeGraph['media'] = new Map();
  const calls: string[] = [];
  const taken: FakeGraph['taken'] = [];
  const broken: string[] = [];
  let ids = 0;
  let isTokenRejected = false;
  const nextId = (): string => {
    ids += 1;
    return `wamid.${Buffer.from(`message ${ids}`).toString('base64url')}`;
  };
  const store = (bytes: Buffer, mimeType: string): string => {
    ids += 1;
    media.set(`9${ids}`, { bytes, mimeType });
    return `9${ids}`;
  };

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // A server that listens on a port has an address with that port.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const place = url.pathname.replace(/^\/v\d+\.\d+\//, '').replace(/^\//, '');
    const body = await bytesOf(request);
    const call = `${request.method} ${place}`;
    calls.push(call);
    const answer = (status: number, json: object, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json', ...headers })
        .end(JSON.stringify(json));
    const refuse = (code: number, details = '', status = 400) =>
      answer(status, {
        error: { message: `(#${code}) failed`, type: 'OAuthException', code, error_data: { details } },
      });

    if (request.headers.authorization !== `Bearer ${ACCESS.accessToken}` || isTokenRejected)
      return void refuse(190, 'Session has expired', 401);
    const at = faults.findIndex(({ where }) => call.includes(where));
    const fault = at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
    if (fault && 'drops' in fault) {
      if (fault.afterTaking) take(JSON.parse(body.toString()));
      return void response.destroy();
    }
    if (fault && 'page' in fault)
      return void response.writeHead(fault.httpStatus, { 'Content-Type': 'text/html' }).end(fault.page);
    if (fault) {
      const { code, httpStatus = 400, subcode, retryAfterSeconds, details = 'made up' } = fault;
      const error = { message: `(#${code})`, code, error_subcode: subcode, error_data: { details } };
      const headers: Record<string, string> =
        retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
      return void answer(httpStatus, { error }, headers);
    }

    if (call === `GET ${ACCESS.phoneNumberId}`) return void answer(200, { id: ACCESS.phoneNumberId });
    if (call === `POST ${ACCESS.phoneNumberId}/media`)
      return void answer(200, { id: await uploaded(request, body) });
    if (call === `POST ${ACCESS.phoneNumberId}/messages`)
      return messages(JSON.parse(body.toString()), answer, refuse);
    const file = media.get(place.replace(/^files\//, ''));
    if (request.method === 'GET' && file && place.startsWith('files/'))
      return void response.writeHead(200, { 'Content-Type': file.mimeType }).end(file.bytes);
    if (request.method === 'GET' && file)
      return void answer(200, {
        id: place,
        url: file.url ?? `${origin}/files/${place}`,
        mime_type: file.mimeType,
        sha256: createHash('sha256').update(file.bytes).digest('hex'),
        file_size: file.bytes.length,
      });
    refuse(100, 'Unsupported get request. Object with that ID does not exist');
  }

  function messages(
    given: { status?: unknown },
    answer: (status: number, json: object) => unknown,
    refuse: (code: number, details: string) => unknown,
  ): void {
    if (given.status !== undefined) {
      const read = readSchema.parse(given);
      people.find(({ wrote }) => wrote.has(read.message_id))?.read.push(read.message_id);
      return void answer(200, { success: true });
    }
    const { success, data, error } = messageSchema.safeParse(given);
    if (!success) {
      broken.push(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
      return void refuse(131009, 'Parameter value is not valid');
    }
    if ((data.to === undefined) === (data.recipient === undefined))
      return void refuse(131008, 'to or recipient');
    const person = personAt(data);
    if (!person) return void refuse(131026, 'Message undeliverable');
    if (person.silentForADay && data.type !== 'template') return void refuse(131047, 'Re-engagement message');
    const metaId = take(given);
    answer(200, { messaging_product: 'whatsapp', contacts: [], messages: [{ id: metaId }] });
  }

  const personAt = ({ to, recipient }: { to?: string | undefined; recipient?: string | undefined }) =>
    people.find(
      ({ identity }) =>
        (to !== undefined && identity.phone === to) ||
        (recipient !== undefined && identity.userId === recipient),
    );

  function take(given: unknown): string {
    const message = messageSchema.parse(given);
    const metaId = nextId();
    taken.push({ metaId, message });
    personAt(message)?.heard.push(onPhone(metaId, message, fileIn(message)));
    for (const status of graph.statuses) {
      // As Meta does: in its own time, and nobody waits for it.
      setImmediate(() => void graph.status(metaId, status).catch(() => {}));
    }
    return metaId;
  }

  function fileIn(message: GraphMessage): OnPhone['file'] {
    if (message.type !== 'image' && message.type !== 'document') return undefined;
    const id = message.type === 'image' ? message.image.id : message.document.id;
    const name = message.type === 'document' ? message.document.filename : undefined;
    const stored = media.get(id);
    return stored && { ...(name ? { name } : {}), mimeType: stored.mimeType, bytes: stored.bytes };
  }

  async function uploaded(request: IncomingMessage, body: Buffer): Promise<string> {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'Content-Type': request.headers['content-type'] ?? '' },
    }).formData();
    const file = form.get('file');
    if (!(file instanceof Blob) || form.get('messaging_product') !== 'whatsapp') throw new Error('no file');
    return store(Buffer.from(await file.arrayBuffer()), String(form.get('type')));
  }

  const graph: FakeGraph = {
    settings: { apiUrl: `${origin}/v23.0`, ...ACCESS },
    environment: environmentAt(`${origin}/v23.0`),
    webhook: '',
    statuses: [],
    calls,
    taken,
    broken,
    media,
    person(identity) {
      const person = createPerson({ identity, nextId, store, bring: (value) => graph.change(value) });
      people.push(person);
      return person;
    },
    failNext(where, fault, times = 1) {
      for (let time = 0; time < times; time += 1) faults.push({ where, fault });
    },
    rejectToken(rejected) {
      isTokenRejected = rejected;
    },
    bring: (body, signature = signatureOf(body)) =>
      fetch(graph.webhook, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Hub-Signature-256': signature },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      }),
    async change(value) {
      const response = await graph.bring(JSON.stringify(payloadOf(value)));
      return response.status;
    },
    status(metaId, status, more = {}) {
      const message = taken.find((each) => each.metaId === metaId)?.message;
      const ours = message?.biz_opaque_callback_data;
      const person = message && personAt(message);
      return graph.change({
        statuses: [
          {
            id: metaId,
            status,
            timestamp: String(Math.floor(Date.now() / 1_000)),
            recipient_id: person?.identity.phone,
            recipient_user_id: person?.identity.userId,
            ...(ours === undefined ? {} : { biz_opaque_callback_data: ours }),
            ...more,
          },
        ],
      });
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return graph;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
