import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import type { VNode } from 'preact';
import { installRoot } from '../db/root.ts';
import { follow } from '../domain/links/index.ts';
import { labDayAt } from '../domain/values/lab-day.ts';
import { networkOf } from '../domain/values/network.ts';
import { sheetKindOfFile } from '../domain/values/sheet-columns.ts';
import { createFollowing } from './following.ts';
import { createForms } from './forms/router.ts';
import { frontPage, problemPage } from './front.tsx';
import { genuinePage, genuineTitle } from './genuine.tsx';
import { keptFor } from './kept.ts';
import { document } from './layout.tsx';
import type { SiteParts } from './parts.ts';
import { createSheetTemplates } from './sheet-templates.ts';
import { statisticsPage } from './statistics.tsx';
import { linkTo, said, type Visit } from './visit.ts';
import type { PlainWord } from './words.ts';

export type { SiteParts } from './parts.ts';

const FORM_BYTES = 8 * 1024;
const FORM_FIELDS = 10;
/** Requests a minute and address; many phones share one, so guessing is held back by the domain. */
const PER_MINUTE = { looking: 240, asking: 40 } as const;
/** What is published is counted at most once in so long. */
const KEPT_MS = 3_600_000;
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ASSETS = new Map([
  ['site.css', 'text/css'],
  ['icon.svg', 'image/svg+xml'],
]);

/** The few pages that are open to everybody, to be mounted at `/` behind all others. */
export function createSite(parts: SiteParts): express.Router {
  const router = express.Router();
  const latest = keptFor(KEPT_MS, () => parts.published());
  const templates = createSheetTemplates(parts);
  const looking = [headers(), perMinute(PER_MINUTE.looking)];
  const form = express.urlencoded({ extended: false, limit: FORM_BYTES, parameterLimit: FORM_FIELDS });
  const asking = [headers(), perMinute(PER_MINUTE.asking), form];
  const uploading = [headers(), perMinute(PER_MINUTE.asking)];

  router.get('/', looking, (request: Request, response: Response) => {
    const visit = visitOf(request);
    send(visit, response, 200, said(visit, 'welcome'), frontPage(visit));
  });
  router.get('/assets/:name', looking, asset);
  router.get('/statistik', looking, statistics);
  router.use('/t', createFollowing({ visitOf, send }, { looking, asking }));
  router.use('/daftar', createForms(parts, { visitOf, send }, { looking, asking: uploading }));
  router.get('/v', looking, genuine);
  router.get('/v/:code', looking, genuine);
  router.get('/s/:slug', looking, shortLink);
  router.get('/format/:name', looking, sheetTemplate);
  router.use(looking, (request: Request, response: Response) =>
    problem(visitOf(request), response, 404, 'notFound', 'notFoundWhy'),
  );
  router.use(onError());
  return router;

  async function statistics(request: Request, response: Response): Promise<void> {
    const visit = visitOf(request);
    const figures = await latest.of(visit.now).catch(() => undefined);
    if (!figures) return problem(visit, response, 503, 'broken', 'brokenWhy');
    // The same for everybody, and it changes once a month.
    response.set('cache-control', 'public, max-age=600');
    send(visit, response, 200, said(visit, 'statistics'), statisticsPage(visit, figures));
  }

  function genuine(request: Request, response: Response): void {
    const visit = visitOf(request);
    const asked = textOf(request.query.code).trim().slice(0, 120);
    // An address that can be passed on, and that keeps its code in the other language.
    if (asked !== '') {
      response.redirect(302, linkTo(visit, `/v/${encodeURIComponent(asked)}`));
      return;
    }
    const { code } = request.params;
    const { status, body } = genuinePage(visit, code === undefined ? undefined : textOf(code));
    send(visit, response, status, genuineTitle(visit), body);
  }

  function shortLink(request: Request, response: Response): void {
    const visit = visitOf(request);
    const visitor = { kind: 'visitor', address: visit.address } as const;
    const link = parts.transact(visitor, (ctx) => follow(ctx, textOf(request.params.slug)));
    if (link.outcome === 'found') response.redirect(302, link.target);
    else problem(visit, response, 404, 'linkGone', 'linkGoneWhy');
  }

  async function sheetTemplate(request: Request, response: Response): Promise<void> {
    const name = textOf(request.params.name);
    const kind = sheetKindOfFile(name);
    const visit = visitOf(request);
    if (!kind) return problem(visit, response, 404, 'notFound', 'notFoundWhy');
    const bytes = await templates(kind).catch(() => undefined);
    if (!bytes) return problem(visit, response, 503, 'broken', 'brokenWhy');
    // The same for everybody, but the lab may change its letterhead.
    response.set('cache-control', 'public, max-age=600').attachment(name).type(SHEET_TYPE);
    response.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }

  function asset(request: Request, response: Response): void {
    const name = textOf(request.params.name);
    const mimeType = ASSETS.get(name);
    if (!mimeType) {
      problem(visitOf(request), response, 404, 'notFound', 'notFoundWhy');
      return;
    }
    response.set('cache-control', 'public, max-age=3600').type(mimeType);
    response.sendFile(join(installRoot, 'src/site/assets', name), { dotfiles: 'allow', cacheControl: false });
  }

  function problem(visit: Visit, response: Response, status: number, title: PlainWord, why: PlainWord): void {
    send(visit, response, status, said(visit, title), problemPage(visit, title, why));
  }

  function send(visit: Visit, response: Response, status: number, title: string, body: VNode): void {
    response
      .status(status)
      .type('html')
      .send(document(visit, title, body));
  }

  function visitOf(request: Request): Visit {
    const [now, lab] = [parts.clock.now(), parts.lab()];
    return {
      parts,
      lab,
      now,
      today: labDayAt(now, lab.timeZone),
      language: request.query.lang === 'en' ? 'en' : 'id',
      // The other language's link opens the form anew: what was sent is not sent by a link.
      path: `${request.baseUrl}${request.path}`.replace(/(?<=^\/t\/[^/]+)\/.*$/, ''),
      address: networkOf(request.ip ?? 'unknown'),
    };
  }

  function perMinute(limit: number): RequestHandler {
    return rateLimit({
      windowMs: 60_000,
      limit,
      standardHeaders: 'draft-8',
      legacyHeaders: false,
      handler: (request, response) => problem(visitOf(request), response, 429, 'tooOften', 'tooOftenWhy'),
    });
  }

  function onError(): ErrorRequestHandler {
    return (error, request, response, next) => {
      if (response.headersSent) return next(error);
      const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
      if (typeof status === 'number' && status >= 400 && status < 500) {
        return problem(visitOf(request), response, status, 'notFound', 'notFoundWhy');
      }
      parts.log.error({ err: error, route: request.route?.path ?? 'none' }, 'a public page failed');
      problem(visitOf(request), response, 500, 'broken', 'brokenWhy');
    };
  }
}

function headers(): RequestHandler {
  const secured = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    // The address holds a code, which is nobody else's business.
    referrerPolicy: { policy: 'no-referrer' },
  });
  return (request, response, next) => {
    response.set({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
    secured(request, response, next);
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
