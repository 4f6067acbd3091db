import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Health } from '../domain/values/health.ts';

/** A figure with its labels; never a name, a number or a code among them. */
export interface Figure {
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** What is counted elsewhere and only shown here. */
export interface FigureSource {
  /** Behind `sapalab_`; a name that ends in `_total` only ever grows. */
  name: string;
  help: string;
  labels: readonly string[];
  read(): Figure[];
}

/** Figures for whoever watches the lab by machine. */
export interface Figures {
  /** Measures how long each answer takes, by the pattern of its route. */
  timing: RequestHandler;
  contentType: string;
  text(): Promise<string>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const STATES = ['connected', 'connecting', 'unpaired', 'replaced', 'banned', 'tooOld', 'stopped'];

/** Puts the figures together; all are read when somebody asks. */
export function createFigures(health: () => Health, sources: readonly FigureSource[]): Figures {
  const figures = new Registry();
  collectDefaultMetrics({ register: figures, prefix: 'sapalab_' });
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
  gauge(
    'oldest_unsent_timestamp_seconds',
    'when the oldest letter was written that is not handed over; 0 for none',
    ({ oldestUnsentAt }) => seconds(oldestUnsentAt),
  );
  gauge('open_incidents', 'incidents that wait for staff', ({ incidents }) => incidents);
  gauge(
    'free_disk_bytes',
    'room left for the data',
    ({ freeDiskMegabytes }) => freeDiskMegabytes * 1_048_576,
  );
  gauge(
    'last_backup_timestamp_seconds',
    'when the last good backup was made; 0 for never',
    ({ lastBackupAt }) => seconds(lastBackupAt),
  );
  gauge('failing_jobs', 'daily jobs that failed again and again', ({ failingJobs }) => failingJobs.length);
  gauge('clock_doubted', '1 while a jump of the clock is unexplained', ({ clockDoubted }) =>
    clockDoubted ? 1 : 0,
  );
  gauge('unindexed_cases', 'cases the search does not know yet', ({ unindexedCases }) => unindexedCases);
  new Gauge({
    name: 'sapalab_transport_state',
    help: '1 for the state the transport is in',
    labelNames: ['state'],
    registers: [figures],
    collect() {
      const { status } = health().transport;
      for (const state of STATES) this.set({ state }, state === status ? 1 : 0);
    },
  });
  for (const source of sources) add(figures, source);
  const durations = new Histogram({
    name: 'sapalab_http_request_duration_seconds',
    help: 'how long answers took, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [figures],
  });
  return {
    timing(request, response, next) {
      const began = performance.now();
      response.once('finish', () => {
        const labels = {
          method: request.method,
          route: routeOf(request),
          status: `${Math.floor(response.statusCode / 100)}xx`,
        };
        durations.observe(labels, (performance.now() - began) / 1_000);
      });
      next();
    },
    contentType: figures.contentType,
    text: () => figures.metrics(),
  };
}

function add(figures: Registry, { name, help, labels, read }: FigureSource): void {
  const about = { name: `sapalab_${name}`, help, labelNames: [...labels], registers: [figures] };
  if (name.endsWith('_total')) {
    new Counter({
      ...about,
      collect() {
        // What is counted elsewhere is shown as it stands there.
        this.reset();
        for (const figure of read()) this.inc(figure.labels, figure.value);
      },
    });
    return;
  }
  new Gauge({
    ...about,
    collect() {
      this.reset();
      for (const figure of read()) this.set(figure.labels, figure.value);
    },
  });
}

const KNOWN_METHODS = ['GET', 'POST', 'HEAD'];

/** The pattern of the route that answered; what no route answered is one line, however it was spelled. */
function routeOf(request: Request): string {
  // Express keeps the route that matched here, untyped.
  const route: unknown = request.route;
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  if (typeof path !== 'string' || !KNOWN_METHODS.includes(request.method)) return 'other';
  return `${request.baseUrl}${path}`;
}

const seconds = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant) / 1_000);

/**
 * Whether somebody may read the figures: this machine itself, and whoever has the token. A proxy in
 * front shows its own address, so what came through one needs the token.
 */
export function mayReadFigures(request: Request, token: string | undefined): boolean {
  const isDirect =
    isLoopback(request.socket.remoteAddress) && request.headers['x-forwarded-for'] === undefined;
  if (isDirect) return true;
  const [, given] = /^Bearer (.{1,300})$/.exec(request.get('authorization') ?? '') ?? [];
  return token !== undefined && given !== undefined && timingSafeEqual(hashOf(given), hashOf(token));
}

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

const isLoopback = (address: string | undefined): boolean =>
  address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
