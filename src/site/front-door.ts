import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';
import type { Health } from '../domain/values/health.ts';
import { type Figures, mayReadFigures } from './figures.ts';

/** What came of opening the door. */
export type Listening =
  | { outcome: 'listening'; port: number }
  | { outcome: 'portTaken' | 'notAllowed'; problem: string };

/** The web server: every page of the lab behind one address. */
export interface FrontDoor {
  listen(port: number, host: string): Promise<Listening>;
  close(): Promise<void>;
}

/** The figures, and the token by which a machine elsewhere may read them. */
export type FrontDoorFigures = Figures & { token: string | undefined };

/** Puts the routers behind one server, with the health page and the figures beside them. */
export function createFrontDoor(
  routers: readonly { path: string; router: Router }[],
  trustedProxies: string[],
  health: () => Health,
  figures: FrontDoorFigures,
): FrontDoor {
  const app = express();
  // Behind a proxy every visitor would seem to be the proxy, and share one budget of guesses.
  app.set('trust proxy', trustedProxies);
  app.disable('x-powered-by');
  app.use(figures.timing);
  app.use(watching(health, figures));
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

function watching(health: () => Health, figures: FrontDoorFigures): Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    try {
      const now = health();
      response.status(now.status === 'ok' ? 200 : 503).json(now);
    } catch {
      response.status(503).json({ status: 'trouble', problem: 'the lab cannot say how it is' });
    }
  });
  router.get('/metrics', async (request, response) => {
    if (!mayReadFigures(request, figures.token)) {
      response.status(404).end();
      return;
    }
    const text = await figures.text().catch(() => undefined);
    if (text === undefined) response.status(503).end();
    else response.type(figures.contentType).send(text);
  });
  return router;
}

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
