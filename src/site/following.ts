import express, { type Request, type RequestHandler, type Response } from 'express';
import type { VNode } from 'preact';
import { z } from 'zod';
import { readCode } from '../domain/values/code.ts';
import { type Asked, ask, questionFor, takeReport } from './asking.ts';
import { problemPage } from './front.tsx';
import { trackedPage } from './tracked.tsx';
import { questionPage } from './tracking.tsx';
import { linkTo, said, type Visit } from './visit.ts';

/** How the site answers, which the pages of a request share with all others. */
export interface Answering {
  visitOf(request: Request): Visit;
  send(visit: Visit, response: Response, status: number, title: string, body: VNode): void;
}

const asked = z.object({
  code: z.string().max(100).optional().default(''),
  proof: z.string().max(200).optional().default(''),
  full: z.literal('1').optional(),
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
    send(visit, response, 200, said(visit, 'track'), trackedPage({ visit, ...result }));
  });
  router.post('/:code/report', asking, report);
  return router;

  function question(visit: Visit, response: Response, typed: string): void {
    send(visit, response, 200, said(visit, 'track'), questionPage(visit, questionFor(visit, typed)));
  }

  function report(request: Request, response: Response): void {
    const visit = visitOf(request);
    const result = askFrom(visit, request, true);
    if (result.outcome === 'again') {
      showAgain(visit, response, result);
      return;
    }
    const handed = takeReport(visit, result.tracked.registrationId);
    const file = handed.outcome === 'ready' ? visit.parts.files.open(handed.fileId) : undefined;
    if (handed.outcome !== 'ready' || !file) {
      const why = handed.outcome === 'inPerson' ? 'reportInPerson' : 'reportNotReady';
      send(visit, response, 409, said(visit, 'track'), problemPage(visit, 'track', why));
      return;
    }
    response.attachment(handed.name).type(file.mimeType);
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

function typedIn(request: Request): z.infer<typeof asked> {
  const fields = asked.safeParse(request.body ?? {});
  // A field that came twice says nothing; the form is shown once more.
  return fields.success ? fields.data : { code: '', proof: '' };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
