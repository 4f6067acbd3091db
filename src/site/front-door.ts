import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import { Gauge, Registry } from 'prom-client';

/** How the lab is doing, for whoever watches it. */
export interface Health {
  status: 'ok' | 'trouble';
  /** Why not, in one sentence. */
  problem?: string;
  transport: { name: string; status: string };
  /** Messages written down and not yet answered. */
  pendingMessages: number;
  /** Letters written and not yet handed over. */
  unsentLetters: number;
  oldestUnsentAt: string | null;
  lastMessageAt: string | null;
  incidents: number;
  freeDiskMegabytes: number;
}

/** What came of opening the door. */
export type Listening =
  | { outcome: 'listening'; port: number }
  | { outcome: 'portTaken' | 'notAllowed'; problem: string };

/** The web server: every page of the lab behind one address. */
export interface FrontDoor {
  listen(port: number, host: string): Promise<Listening>;
  close(): Promise<void>;
}

/** Puts the routers behind one server, with the health page and the figures beside them. */
export function createFrontDoor(
  routers: readonly { path: string; router: Router }[],
  trustedProxies: string[],
  health: () => Health,
): FrontDoor {
  const app = express();
  // Behind a proxy every visitor would seem to be the proxy, and share one budget of guesses.
  app.set('trust proxy', trustedProxies);
  app.disable('x-powered-by');
  app.use(watching(health));
  for (const { path, router } of routers) app.use(path, router);
  const server = createServer(app);
  return {
    listen: (port, host) => listen(server, port, host),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Pages that listen for news never end by themselves.
        server.closeAllConnections();
      }),
  };
}

function watching(health: () => Health): Router {
  const router = express.Router();
  const figures = new Registry();
  const gauge = (name: string, help: string, read: (now: Health) => number) =>
    new Gauge({
      name: `sapalab_${name}`,
      help,
      registers: [figures],
      collect() {
        this.set(read(health()));
      },
    });
  gauge('up', '1 while the lab can serve and write', ({ status }) => (status === 'ok' ? 1 : 0));
  gauge('transport_up', '1 while citizens can be reached', ({ transport }) =>
    transport.status === 'connected' ? 1 : 0,
  );
  gauge('pending_messages', 'messages not yet answered', ({ pendingMessages }) => pendingMessages);
  gauge('unsent_letters', 'letters not yet handed over', ({ unsentLetters }) => unsentLetters);
  gauge('open_incidents', 'incidents that wait for staff', ({ incidents }) => incidents);

  router.get('/healthz', (_request, response) => {
    try {
      const now = health();
      response.status(now.status === 'ok' ? 200 : 503).json(now);
    } catch {
      response.status(503).json({ status: 'trouble', problem: 'the lab cannot say how it is' });
    }
  });
  router.get('/metrics', async (request, response) => {
    // Figures are for the machine itself; a proxy in front shows its own address and is refused.
    if (!isLoopback(request.socket.remoteAddress) || request.headers['x-forwarded-for'] !== undefined) {
      response.status(404).end();
      return;
    }
    const text = await figures.metrics().catch(() => undefined);
    if (text === undefined) response.status(503).end();
    else response.type(figures.contentType).send(text);
  });
  return router;
}

const isLoopback = (address: string | undefined): boolean =>
  address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';

function listen(server: Server, port: number, host: string): Promise<Listening> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      resolve({ outcome: taken ? 'portTaken' : 'notAllowed', problem: error.code ?? error.message });
    });
    server.listen(port, host, () => {
      resolve({ outcome: 'listening', port: (server.address() as AddressInfo).port });
    });
  });
}
