// Longer than other files: every address of a form, in the order in which it is walked.
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import multer from 'multer';
import type { Field, Mistake } from '../../../flows/form/page.ts';
import { type Body, choiceName, rowCount } from '../../../flows/form/typed.ts';
import { feeOf } from '../../../flows/forms.ts';
import { serviceName } from '../../../templates/messages/services.ts';
import { listTests } from '../../domain/catalogue/index.ts';
import type { LabelSheet } from '../../domain/papers/values.ts';
import { REGENCIES } from '../../domain/regions/index.ts';
import { type Registration, registrationByCode } from '../../domain/registrations/index.ts';
import { takeLabel, track } from '../../domain/tracking/index.ts';
import { comesFromUs } from '../../domain/values/own-page.ts';
import type { RegistrationService } from '../../domain/values/services.ts';
import { sentAs } from '../../domain/web-forms/index.ts';
import type { Answering } from '../following.ts';
import { problemPage } from '../front.tsx';
import type { SiteParts } from '../parts.ts';
import { linkTo, said, type Visit } from '../visit.ts';
import type { PlainWord } from '../words.ts';
import { checkPage } from './check.tsx';
import { choosePage, formPage, offPage } from './pages.tsx';
import { fieldsFor, type Given, readForm, sendForm } from './reading.ts';
import { receiptPage } from './receipt.tsx';
import { serviceAt } from './services.ts';
import type { Sheet } from './sheet.ts';
import { uploadBudget } from './upload-budget.ts';
import { filesOf, type SentFile, takingIn } from './uploads.ts';

/** Registrations an hour and network address: a whole clinic may share one. */
const SENT_PER_HOUR = 30;
const KEY = /^[\w-]{16,64}$/;
const MOST_ROWS = 9;
/** For so long whoever has the address of a receipt has just sent the form; later the label wants a proof. */
const LABEL_MS = 3 * 3_600_000;

/**
 * The forms of the website, mounted at `/daftar`: each is drawn from the plan of the chat, read by its
 * readers, said back, and sent once. Works without scripts; what was typed travels with the page.
 */
export function createForms(
  parts: SiteParts,
  { visitOf, send }: Answering,
  limits: { looking: RequestHandler[]; asking: RequestHandler[] },
): express.Router {
  const router = express.Router();
  const { fileTokens: tokens } = parts;
  const drawn = new WeakMap<Request, readonly Field[]>();
  const refererKept: RequestHandler = (_request, response, next) => {
    // Without a referrer browsers send `Origin: null`, and a form on plain http could not prove itself.
    response.set('referrer-policy', 'same-origin');
    next();
  };
  router.get('/', limits.looking, choose);
  router.get('/bukti/:form', limits.looking, receipt);
  router.get('/bukti/:form/label/:sheet', limits.looking, label);
  router.get('/salinan/:form/:token', limits.looking, copy);
  router.get('/:slug', limits.looking, refererKept, begin);
  router.post(
    '/:slug',
    limits.asking,
    refererKept,
    fromUs,
    opened,
    uploadBudget({
      of: visitOf,
      tooLarge: (request, response) => problem(visitOf(request), response, 413, 'tooLarge', 'tooLargeWhy'),
      tooMuch: (request, response) => problem(visitOf(request), response, 429, 'tooMany', 'tooManyWhy'),
    }),
    takingIn(parts, (request) => drawn.get(request) ?? []),
    perHour(),
    taken,
  );
  router.use(onError());
  return router;

  function choose(request: Request, response: Response): void {
    const visit = visitOf(request);
    send(visit, response, 200, said(visit, 'register'), choosePage(visit));
  }

  function begin(request: Request, response: Response): void {
    const visit = visitOf(request);
    const service = serviceAt(textOf(request.params.slug));
    if (!service) {
      problem(visit, response, 404, 'notFound', 'notFoundWhy');
      return;
    }
    const fields = fieldsIfOpen(visit, response, service);
    if (fields)
      show(response, 200, sheetOf(visit, { service, form: newKey(), fields, body: {}, files: new Map() }));
  }

  /** Before anything of the body is read: which fields it may have. */
  function opened(request: Request, response: Response, next: () => void): void {
    const visit = visitOf(request);
    const service = serviceAt(textOf(request.params.slug));
    if (!service) {
      problem(visit, response, 404, 'notFound', 'notFoundWhy');
      return;
    }
    const fields = fieldsIfOpen(visit, response, service);
    if (!fields) return;
    drawn.set(request, fields);
    next();
  }

  function fieldsIfOpen(
    visit: Visit,
    response: Response,
    service: RegistrationService,
  ): readonly Field[] | undefined {
    const opened = visit.lab.webForms[service] ? fieldsFor(visit, service) : undefined;
    if (opened?.outcome === 'open') return opened.fields;
    send(visit, response, 503, said(visit, 'offTitle'), offPage(visit));
    return undefined;
  }

  function taken(request: Request, response: Response): void {
    const visit = visitOf(request);
    const service = serviceAt(textOf(request.params.slug));
    const arrived = filesOf(request);
    // What was chosen about a file says nothing about the one that takes its place.
    const outdated = new Set(Array.from(arrived.keys(), choiceName));
    const body = Object.fromEntries(
      Object.entries(textsIn(request.body)).filter(([name]) => !outdated.has(name)),
    );
    const form = body.form ?? '';
    if (!service || !KEY.test(form)) {
      problem(visit, response, 422, 'foreign', 'foreignWhy');
      return;
    }
    const fields = drawn.get(request) ?? [];
    const files = filesWith(visit, arrived, { form, fields, body });
    answer(visit, response, { service, form, fields, body, files });
  }

  function answer<Service extends RegistrationService>(
    visit: Visit,
    response: Response,
    given: Given<Service>,
  ): void {
    const { service, form, body } = given;
    if (body.deed === 'addRow' || body.deed === 'change') {
      show(response, 200, sheetOf(visit, given, new Map(), body.deed === 'addRow' ? 1 : 0));
      return;
    }
    const hasAgreed = body.consent === String(visit.lab.consentVersion);
    if (body.deed === 'send' && hasAgreed) {
      const sent = sendForm(visit, given);
      if (sent.outcome === 'sent') response.redirect(303, linkTo(visit, `/daftar/bukti/${form}`));
      else show(response, 422, sheetOf(visit, given, sent.errors));
      return;
    }
    const read = readForm(visit, given);
    if (read.outcome === 'mistakes') {
      show(response, 422, sheetOf(visit, given, read.errors));
      return;
    }
    const answers = Object.fromEntries(Object.entries(read.answers));
    const feeRupiah = feeOf[service](read.answers, visit.lab);
    const back = { echoes: read.echoes, answers, feeRupiah };
    const isMissing = body.deed === 'send';
    const page = checkPage(sheetOf(visit, given), back, isMissing);
    send(visit, response, isMissing ? 422 : 200, said(visit, 'checkTitle'), page);
  }

  function show(response: Response, status: number, sheet: Sheet): void {
    const { visit, service } = sheet;
    send(visit, response, status, serviceName(service, visit.language), formPage(sheet));
  }

  function sheetOf(
    visit: Visit,
    { service, form, fields, body, files }: Given<RegistrationService>,
    errors: ReadonlyMap<string, Mistake> = new Map(),
    more = 0,
  ): Sheet {
    const wantsTests = fields.some(({ page }) => page.kind === 'tests' || page.kind === 'samples');
    const wantsPlaces = fields.some(({ page }) => page.kind === 'place' && !page.parts);
    const rowsField = fields.find(({ page }) => page.kind === 'samples');
    const sealed = Array.from(files).flatMap(([key, file]) =>
      'problem' in file
        ? []
        : [[key, { name: file.name, token: tokens.seal(file, form, key, visit.now) }] as const],
    );
    const copies = Array.from(errors).flatMap(([key, { file }]) => {
      if (!file) return [];
      // It stands in an address, where what somebody calls a file has no place.
      const token = tokens.seal({ ...file, name: '', mimeType: '' }, form, 'copy', visit.now);
      return [[key, `/daftar/salinan/${form}/${token}`] as const];
    });
    return {
      ...{ visit, service, form, fields, body, errors },
      files: new Map(sealed),
      copies: new Map(copies),
      tests: wantsTests
        ? parts.transact({ kind: 'system' }, (ctx) => listTests(ctx.tx, { today: visit.today }))
        : [],
      places: wantsPlaces ? REGENCIES.map(({ name, province }) => `${name}, ${province.name}`) : [],
      rows: rowsField ? Math.min(MOST_ROWS, Math.max(1, rowCount(rowsField.key, body)) + more) : 0,
    };
  }

  /** Files that came now, and those that came before and travel with the form. */
  function filesWith(
    visit: Visit,
    arrived: ReadonlyMap<string, SentFile>,
    { form, fields, body }: { form: string; fields: readonly Field[]; body: Body },
  ): ReadonlyMap<string, SentFile> {
    const kept = fields.flatMap(({ key }) => {
      const file = tokens.open(body[`${key}-token`] ?? '', form, key, visit.now);
      return file ? [[key, file] as const] : [];
    });
    return new Map<string, SentFile>([...kept, ...arrived]);
  }

  function receipt(request: Request, response: Response): void {
    const visit = visitOf(request);
    const form = textOf(request.params.form);
    const registration = sentIn(form);
    if (!registration) {
      problem(visit, response, 404, 'receiptGone', 'receiptGoneWhy');
      return;
    }
    send(visit, response, 200, said(visit, 'done'), receiptPage(visit, form, registration));
  }

  function label(request: Request, response: Response): void {
    const visit = visitOf(request);
    const sheet = LABELS.find((one) => one === request.params.sheet);
    const registration = sentIn(textOf(request.params.form));
    if (!sheet || !registration) {
      problem(visit, response, 404, 'receiptGone', 'receiptGoneWhy');
      return;
    }
    const { id: registrationId, code, phone, createdAt } = registration;
    if (visit.now.getTime() - createdAt.getTime() > LABEL_MS) {
      response.redirect(303, linkTo(visit, `/t/${code}`));
      return;
    }
    const label = parts.transact({ kind: 'visitor', address: visit.address }, (ctx) => {
      // Whoever has the form's key has filled it in, and with it the number that proves it.
      track(ctx, { code, proof: { kind: 'lastFive', digits: phone.slice(-5) } });
      return takeLabel(ctx, { registrationId, sheet });
    });
    const file = label.outcome === 'ready' ? parts.files.open(label.fileId) : undefined;
    if (label.outcome !== 'ready' || !file) {
      problem(visit, response, 503, 'labelLater', 'labelLaterWhy');
      return;
    }
    response.attachment(label.name).type(file.mimeType);
    response.sendFile(file.path, { dotfiles: 'allow', cacheControl: false });
  }

  function copy(request: Request, response: Response): void {
    const visit = visitOf(request);
    const { form, token } = request.params;
    const found = tokens.open(textOf(token), textOf(form), 'copy', visit.now);
    const file = found && parts.files.open(found.fileId);
    if (!file) {
      problem(visit, response, 404, 'notFound', 'notFoundWhy');
      return;
    }
    response.attachment(file.name).type(file.mimeType);
    response.sendFile(file.path, { dotfiles: 'allow', cacheControl: false });
  }

  function sentIn(form: string): Registration | undefined {
    if (!KEY.test(form)) return undefined;
    return parts.transact({ kind: 'system' }, (ctx) => {
      const code = sentAs(ctx.tx, form);
      return code === undefined ? undefined : registrationByCode(ctx.tx, code);
    });
  }

  function fromUs(request: Request, response: Response, next: () => void): void {
    if (comesFromUs(request.headers, parts.publicUrl())) {
      next();
      return;
    }
    problem(visitOf(request), response, 403, 'foreign', 'foreignWhy');
  }

  function perHour(): RequestHandler {
    return rateLimit({
      windowMs: 3_600_000,
      limit: SENT_PER_HOUR,
      standardHeaders: false,
      legacyHeaders: false,
      // What was not sent after all, and what was only looked at, is not counted.
      skip: (request) => textsIn(request.body).deed !== 'send',
      skipFailedRequests: true,
      handler: (request, response) => problem(visitOf(request), response, 429, 'tooMany', 'tooManyWhy'),
    });
  }

  function problem(visit: Visit, response: Response, status: number, title: PlainWord, why: PlainWord): void {
    send(visit, response, status, said(visit, title), problemPage(visit, title, why));
  }

  function onError(): ErrorRequestHandler {
    return (error, request, response, next) => {
      if (response.headersSent || !(error instanceof multer.MulterError)) {
        next(error);
        return;
      }
      const isLarge = error.code === 'LIMIT_FILE_SIZE';
      if (isLarge) problem(visitOf(request), response, 413, 'tooLarge', 'tooLargeWhy');
      else problem(visitOf(request), response, 422, 'foreign', 'foreignWhy');
    };
  }

  function newKey(): string {
    return Buffer.from(parts.clock.chance(18)).toString('base64url');
  }
}

const LABELS: readonly LabelSheet[] = ['a4', 'roll'];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function textsIn(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
