// Longer than other files: what every request passes is read from top to bottom.
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import multer from 'multer';
import { newsFor, unreadCount } from '../domain/notifications/index.ts';
import { NotRead } from '../domain/readings.ts';
import {
  halfSignedInBy,
  needsSecondFactor,
  type SignedIn,
  signedInBy,
  stillHere,
} from '../domain/staff/index.ts';
import { ROLES } from '../domain/staff/values.ts';
import { unreadThreadCount } from '../domain/unit-messages/index.ts';
import { labDayAt } from '../domain/values/lab-day.ts';
import { networkOf } from '../domain/values/network.ts';
import { comesFromUs } from '../domain/values/own-page.ts';
import { BACKGROUND_HEADER, backgroundMark } from './background.ts';
import type { Unread } from './bell.tsx';
import { sessionCookie } from './cookie.ts';
import { FILE_FIELD, FILE_MEGABYTES } from './forms.ts';
import { document } from './layout.tsx';
import { createLive } from './live.ts';
import { spotIn, wantedCount } from './objects.ts';
import { ownPath } from './origin.ts';
import type { AdminParts } from './parts.ts';
import { routes } from './policy.ts';
import { type ProblemName, problemPage } from './problem.tsx';
import type { Route } from './route.ts';
import type { Answer, SentFile, Visit } from './visit.ts';

export type { AdminParts } from './parts.ts';

const FORM_BYTES = 64 * 1024;
const FORM_FIELDS = 200;
/** Of a form that takes several. */
const MOST_FILES = 6;
const FILE_BYTES = FILE_MEGABYTES * 1024 * 1024;
/** Requests a minute and address. A laboratory's officers often share one address. */
const PER_MINUTE = { looking: 1200, doing: 240, signingIn: 30 } as const;
/** So much is kept of what a browser says it is. */
const BROWSER_LETTERS = 300;
const NEWS_UNDER_BELL = 10;
/** `lastSeenAt` is written at most this often. */
const SEEN_EVERY_MS = 60_000;
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/**
 * The staff pages, to be mounted at `/admin`. Only what `policy.ts` lists is reachable.
 *
 * @param served the policy; another one only in tests
 * @throws when a route does not say who may use it
 */
export function createAdmin(parts: AdminParts, served: readonly Route[] = routes): express.Router {
  for (const route of served) refuseUnguarded(route);
  const router = express.Router();
  const cookie = sessionCookie(parts.publicUrl);
  const live = createLive(parts);
  const limits = {
    looking: perMinute(PER_MINUTE.looking),
    doing: perMinute(PER_MINUTE.doing),
    signingIn: perMinute(PER_MINUTE.signingIn),
  };
  router.use(securityHeaders());
  for (const route of served) {
    router[route.method](route.path, limits[route.rate], guard(route), bodyOf(route), answerTo(route));
  }
  router.use((request, response) => refuse(request, response, 'notFound'));
  router.use(onError());
  return router;

  /** Lets through only who may use the route, before anything they sent is read. */
  function guard(route: Route): RequestHandler {
    return (request, response, next) => {
      response.set('cache-control', 'no-store');
      if (route.method === 'post' && !comesFromUs(request.headers, parts.publicUrl)) {
        return refuse(request, response, 'foreign');
      }
      if (Object.values(request.query).some((value) => typeof value !== 'string')) {
        return refuse(request, response, 'unreadable');
      }
      const staff = whoIs(request);
      if (route.may === 'anyone') return next();
      if (!staff) return toSignIn(request, response);
      const isAllowed = route.may.includes(staff.role);
      // Asked here, before anything else of the request is read, and for every route in the same way.
      if (!isAllowed || route.object?.({ ...visitOf(request), staff }) === false) {
        return refuse(request, response, 'notFound');
      }
      const first = wantedFirst(staff);
      if (first && !route.unsettled) return lead(request, response, first);
      noteSeen(request, staff);
      next();
    };
  }

  function answerTo(route: Route): RequestHandler {
    return async (request, response) => {
      const visit = visitOf(request);
      // Without a form the parser leaves nothing; a form of no fields is the same.
      const answer = await route.answer(visit, request.body ?? {}, fileOf(request));
      send(visit, request, response, answer);
    };
  }

  function send(visit: Visit, request: Request, response: Response, answer: Answer): void {
    if (answer.outcome === 'page') {
      const wanted = visit.staff ? wantedCount({ ...visit, staff: visit.staff }) : 0;
      const unread = visit.staff && unreadOf(visit.staff);
      const transport = parts.transport();
      const html = document({ visit, wanted, unread, transport, plain: false, ...answer });
      response
        .status(answer.status ?? 200)
        .type('html')
        .send(html);
    } else if (answer.outcome === 'redirect') {
      if (answer.session) cookie.write(response, answer.session);
      response.redirect(303, answer.to);
    } else if (answer.outcome === 'file') {
      response.attachment(answer.name).type(answer.mimeType);
      response.sendFile(answer.path, { dotfiles: 'allow', cacheControl: false });
    } else if (answer.outcome === 'asset') {
      response.set('cache-control', 'public, max-age=3600').type(answer.mimeType);
      response.sendFile(answer.path, { dotfiles: 'allow', cacheControl: false });
    } else if (answer.outcome === 'made') {
      // A picture has its styles inside; nothing in it may act or fetch.
      if (answer.mimeType === 'image/svg+xml') response.set('content-security-policy', PICTURE_POLICY);
      if (answer.name !== undefined) response.attachment(answer.name);
      response.type(answer.mimeType).send(Buffer.from(answer.bytes));
    } else if (answer.outcome === 'live' && visit.staff) {
      const { staffId, name } = visit.staff;
      const at = spotIn({ ...visit, staff: visit.staff });
      live.connect(request, response, {
        staffId,
        name,
        at,
        // And may still see what the window shows, or it would name who looks at it.
        stillSignedIn: () => {
          const now = whoIs(request);
          return now !== undefined && spotIn({ ...visit, staff: now }) === at;
        },
      });
    } else if (answer.outcome === 'writing' && visit.staff) {
      const at = spotIn({ ...visit, staff: visit.staff });
      if (at !== undefined) live.writes(at, visit.staff.staffId);
      response.status(204).end();
    } else {
      refuse(request, response, 'notFound');
    }
  }

  function unreadOf({ staffId, unitId }: SignedIn): Unread {
    return {
      news: unreadCount(parts.db, staffId),
      newest: newsFor(parts.db, staffId, { limit: NEWS_UNDER_BELL }),
      letters: unreadThreadCount(parts.db, unitId),
    };
  }

  function refuse(request: Request, response: Response, problem: ProblemName): void {
    const { status, ...page } = problemPage(problem);
    const visit = visitOf(request);
    const html = document({ visit, wanted: 0, transport: parts.transport(), ...page, plain: true });
    response
      .status(status ?? 500)
      .type('html')
      .send(html);
  }

  function toSignIn(request: Request, response: Response): void {
    const next = request.method === 'GET' ? ownPath(request.originalUrl) : ownPath(undefined);
    const token = cookie.read(request);
    const isHalfWay = token !== undefined && halfSignedInBy(parts.db, token, parts.clock.now()) !== undefined;
    const page = isHalfWay ? '/admin/second-factor' : '/admin/sign-in';
    lead(request, response, `${page}?next=${encodeURIComponent(next)}`);
  }

  /** What somebody has to do before anything else opens, as the page it is done on. */
  function wantedFirst(staff: SignedIn): string | undefined {
    if (staff.mustChangePassword) return '/admin/account';
    if (staff.hasSecondFactor || !needsSecondFactor(parts.lab().secondFactorRequired, staff.role))
      return undefined;
    return '/admin/account/second-factor';
  }

  // A page that refreshes itself must go there as a whole; a redirect would be swapped into a list.
  function lead(request: Request, response: Response, to: string): void {
    if (request.get(BACKGROUND_HEADER) !== undefined) response.status(401).set('HX-Redirect', to).end();
    else response.redirect(303, to);
  }

  function visitOf(request: Request): Visit {
    const now = parts.clock.now();
    const lab = parts.lab();
    return {
      parts,
      now,
      lab,
      today: labDayAt(now, lab.timeZone),
      params: textsOf(request.params),
      query: textsOf(request.query),
      url: request.originalUrl,
      address: networkOf(request.ip ?? 'unknown'),
      browser: (request.get('user-agent') ?? '').slice(0, BROWSER_LETTERS),
      staff: whoIs(request),
      token: cookie.read(request),
      background: isBackground(request),
      tried: undefined,
      sent: filesOf(request),
      kept: new Map(),
    };
  }

  function whoIs(request: Request): SignedIn | undefined {
    const token = cookie.read(request);
    return token ? signedInBy(parts.db, token, parts.clock.now(), parts.lab().staffIdleMinutes) : undefined;
  }

  function isBackground(request: Request): boolean {
    const token = cookie.read(request);
    const mark = request.get(BACKGROUND_HEADER);
    return token !== undefined && mark === backgroundMark(token, request.originalUrl);
  }

  // A page that refreshes itself is no sign of a person: it must not keep a session alive.
  function noteSeen(request: Request, staff: SignedIn): void {
    const token = cookie.read(request);
    if (!token || isBackground(request)) return;
    if (parts.clock.now().getTime() - staff.lastSeenAt.getTime() < SEEN_EVERY_MS) return;
    parts.transact({ kind: 'staff', id: staff.staffId }, (ctx) => stillHere(ctx, token));
  }

  function onError(): ErrorRequestHandler {
    return (error, request, response, next) => {
      const problem = problemIn(error);
      if (problem === 'broken') {
        parts.log.error({ err: error, route: request.route?.path ?? 'none' }, 'a staff page failed');
      }
      if (response.headersSent) return next(error);
      refuse(request, response, problem);
    };
  }

  function perMinute(limit: number): RequestHandler {
    return rateLimit({
      windowMs: 60_000,
      limit,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: (request, response) => refuse(request, response, 'tooOften'),
    });
  }
}

// The types say the same, but a list that was put together some other way must not open a door.
function refuseUnguarded({ method, path, may }: Route): void {
  const isSaid = may === 'anyone' || (Array.isArray(may) && may.length > 0 && may.every(isRole));
  if (!isSaid) throw new Error(`${method} ${path} does not say who may use it; see src/admin/policy.ts`);
}

const isRole = (role: string): boolean => ROLES.some((known) => known === role);

function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // Pico draws its arrows and ticks with data addresses.
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // Without a referrer browsers send `Origin: null`, and a form on plain http could not prove itself.
    referrerPolicy: { policy: 'same-origin' },
  });
}

function bodyOf(route: Route): RequestHandler {
  if (route.method === 'get') return (_request, _response, next) => next();
  if (!route.takesFile) {
    return express.urlencoded({ extended: false, limit: FORM_BYTES, parameterLimit: FORM_FIELDS });
  }
  const limits = {
    fileSize: FILE_BYTES,
    files: route.takesFile === 'several' ? MOST_FILES : 1,
    fields: FORM_FIELDS,
    fieldSize: FORM_BYTES,
    parts: FORM_FIELDS + MOST_FILES,
  };
  const taking = multer({ storage: multer.memoryStorage(), limits, defParamCharset: 'utf8' });
  return route.takesFile === 'several' ? taking.any() : taking.single(FILE_FIELD);
}

function filesOf({ files }: Request): Map<string, SentFile> {
  return new Map(
    (Array.isArray(files) ? files : []).map(({ fieldname, originalname, mimetype, buffer }) => [
      fieldname,
      { name: originalname, mimeType: mimetype, bytes: buffer },
    ]),
  );
}

function fileOf(request: Request): SentFile | undefined {
  const file = request.file;
  return file && { name: file.originalname, mimeType: file.mimetype, bytes: file.buffer };
}

function problemIn(error: unknown): ProblemName {
  if (error instanceof NotRead) return error.reason === 'broken' ? 'broken' : 'busy';
  if (error instanceof multer.MulterError)
    return error.code === 'LIMIT_FILE_SIZE' ? 'tooLarge' : 'unreadable';
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (status === 413) return 'tooLarge';
  if (status === 404) return 'notFound';
  return typeof status === 'number' && status >= 400 && status < 500 ? 'unreadable' : 'broken';
}

function textsOf(values: object): Record<string, string> {
  const texts = Object.entries(values).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(texts);
}
