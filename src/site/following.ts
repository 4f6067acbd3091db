import express, { type Request, type RequestHandler, type Response } from 'express';
import type { VNode } from 'preact';
import { z } from 'zod';
import { longDay } from '../../templates/messages/format.ts';
import type { ProposalAnswered } from '../domain/consultations/values.ts';
import { LABEL_SHEETS } from '../domain/papers/values.ts';
import { readCode } from '../domain/values/code.ts';
import { type Asked, answerDay, ask, questionFor, takeReport, takeSheet } from './asking.ts';
import { problemPage } from './front.tsx';
import { type Seen, trackedPage } from './tracked.tsx';
import { questionPage } from './tracking.tsx';
import { linkTo, said, saidWith, type Visit } from './visit.ts';
import { type PlainWord, WORDS } from './words.ts';

/** How the site answers, which the pages of a request share with all others. */
export interface Answering {
  visitOf(request: Request): Visit;
  send(visit: Visit, response: Response, status: number, title: string, body: VNode): void;
}

const asked = z.object({
  code: z.string().max(100).optional().default(''),
  proof: z.string().max(200).optional().default(''),
  full: z.literal('1').optional(),
  /** Which label. */
  sheet: z.enum(LABEL_SHEETS).optional().default('a4'),
  /** To a proposed day. */
  answer: z.enum(['accept', 'decline']).optional(),
});

/** The pages on which somebody follows a request, mounted at `/t`; all papers are asked for with the proof. */
export function createFollowing(
  { visitOf, send }: Answering,
  { looking, asking }: { looking: RequestHandler[]; asking: RequestHandler[] },
): express.Router {
  const router = express.Router();
  router.get('/', looking, (request: Request, response: Response) => {
    question(visitOf(request), response, '');
  });
  router.get('/:code', looking, (request: Request, response: Response) => {
    question(visitOf(request), response, textOf(request.params.code));
  });
  router.post('/', asking, (request: Request, response: Response) => {
    const visit = visitOf(request);
    const { code } = typedIn(request);
    const reading = readCode(code);
    if (reading.outcome === 'code') {
      response.redirect(303, linkTo(visit, `/t/${reading.code}`));
      return;
    }
    const problem = said(visit, code.trim() === '' ? 'codeMissing' : 'codeTypo');
    showAgain(visit, response, {
      outcome: 'again',
      question: { code, wanted: null, problem },
      locked: false,
    });
  });
  router.post('/:code', asking, (request: Request, response: Response) => {
    const visit = visitOf(request);
    const result = askFrom(visit, request, false);
    if (result.outcome === 'again') {
      showAgain(visit, response, result);
      return;
    }
    show(response, { visit, tracked: result.tracked, proof: result.proof });
  });
  router.post('/:code/report', asking, report);
  router.post('/:code/label', asking, label);
  router.post('/:code/proposal', asking, proposal);
  return router;

  function question(visit: Visit, response: Response, typed: string): void {
    send(visit, response, 200, said(visit, 'track'), questionPage(visit, questionFor(visit, typed)));
  }

  function report(request: Request, response: Response): void {
    const seen = provenIn(request, response);
    if (!seen) return;
    const { visit, tracked } = seen;
    const handed = takeReport(visit, tracked.registrationId);
    const notReady = tracked.particulars.service === 'tour' ? 'letterNotReady' : 'reportNotReady';
    if (handed.outcome === 'ready') sendFile(seen, response, handed);
    else refuse(visit, response, handed.outcome === 'inPerson' ? 'reportInPerson' : notReady);
  }

  function label(request: Request, response: Response): void {
    const seen = provenIn(request, response);
    if (!seen) return;
    const { visit, tracked } = seen;
    const taken = takeSheet(visit, tracked.registrationId, typedIn(request).sheet);
    if (taken.outcome === 'ready') sendFile(seen, response, taken);
    else if (taken.outcome === 'ordered') show(response, { ...seen, news: said(visit, 'labelComes') });
    else refuse(visit, response, 'labelNotWanted');
  }

  function proposal(request: Request, response: Response): void {
    const seen = provenIn(request, response);
    if (!seen) return;
    const { visit, tracked } = seen;
    const { answer } = typedIn(request);
    if (answer === undefined || tracked.particulars.service !== 'consultation') {
      show(response, seen);
      return;
    }
    const answered = answerDay(visit, tracked.registrationId, answer === 'accept');
    // What it has changed is shown, by the same proof.
    const now = ask(visit, { code: tracked.code, proof: seen.proof, full: true });
    if (now.outcome === 'again') showAgain(visit, response, now);
    else show(response, { visit, ...now, news: answeredWords(visit, answered) });
  }

  /** What somebody has proven; without a right proof the form is shown once more. */
  function provenIn(request: Request, response: Response): Seen | undefined {
    const visit = visitOf(request);
    const result = askFrom(visit, request, true);
    if (result.outcome === 'shown') return { visit, tracked: result.tracked, proof: result.proof };
    showAgain(visit, response, result);
    return undefined;
  }

  function show(response: Response, seen: Seen): void {
    send(seen.visit, response, 200, said(seen.visit, 'track'), trackedPage(seen));
  }

  function refuse(visit: Visit, response: Response, why: PlainWord): void {
    send(visit, response, 409, said(visit, 'track'), problemPage(visit, 'track', why));
  }

  function sendFile({ visit }: Seen, response: Response, { fileId, name }: HandedFile): void {
    const file = visit.parts.files.open(fileId);
    if (!file) {
      refuse(visit, response, 'reportNotReady');
      return;
    }
    response.attachment(name).type(file.mimeType);
    response.sendFile(file.path, { dotfiles: 'allow', cacheControl: false });
  }

  function askFrom(visit: Visit, request: Request, full: boolean): Asked {
    const typed = typedIn(request);
    const code = textOf(request.params.code);
    return ask(visit, { code, proof: typed.proof, full: full || typed.full === '1' });
  }

  function showAgain(visit: Visit, response: Response, result: Asked & { outcome: 'again' }): void {
    const body = questionPage(visit, result.question);
    send(visit, response, result.locked ? 403 : 422, said(visit, 'track'), body);
  }
}

/** A file that was handed over, and what it is called. */
interface HandedFile {
  fileId: number;
  name: string;
}

function answeredWords(visit: Visit, answered: ProposalAnswered): string {
  const { language } = visit;
  switch (answered.outcome) {
    case 'accepted':
      return saidWith(visit, WORDS.proposalAccepted, { day: longDay(answered.day, language) });
    case 'declined':
      return saidWith(visit, WORDS.proposalDeclined, { day: longDay(answered.visitOn, language) });
    case 'dayGone':
      return saidWith(visit, WORDS.proposalGone, { day: longDay(answered.day, language) });
    default:
      return said(visit, 'proposalOver');
  }
}

function typedIn(request: Request): z.infer<typeof asked> {
  const fields = asked.safeParse(request.body ?? {});
  // A field that came twice says nothing; the form is shown once more.
  return fields.success ? fields.data : { code: '', proof: '', sheet: 'a4' };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
