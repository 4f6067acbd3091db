import type { EffectCall, EffectName, OutputOf } from '../../../flows/effects.ts';
import {
  type Field,
  type Filled,
  fieldsOf,
  fillPage,
  type Mistake,
  openPage,
} from '../../../flows/form/page.ts';
import { type Body, typedIn } from '../../../flows/form/typed.ts';
import { type AnswersOf, forms } from '../../../flows/forms.ts';
import type { Moment, Said } from '../../../flows/kit.ts';
import { addWalkIn, answerConsent, chooseLanguage } from '../../domain/citizens/index.ts';
import type { DomainContext } from '../../domain/context.ts';
import type { RegistrationService } from '../../domain/values/services.ts';
import { rememberSent, sentAs } from '../../domain/web-forms/index.ts';
import type { Visit } from '../visit.ts';
import type { SentFile } from './uploads.ts';

const momentOf = ({ now, today }: Visit): Moment => ({ now: now.toISOString(), today });

const asking = (visit: Visit, ctx: DomainContext) => (call: EffectCall) =>
  // The parts perform each effect as its name says.
  visit.parts.perform(ctx, call.effect, call.input) as OutputOf<EffectName>;

const visitorOf = ({ address }: Visit) => ({ kind: 'visitor', address }) as const;

/** The fields of a service's form, or why there are none now. */
export function fieldsFor(
  visit: Visit,
  service: RegistrationService,
): { outcome: 'open'; fields: readonly Field[] } | { outcome: 'closed'; said: Said } {
  return visit.parts.transact(visitorOf(visit), (ctx) => openedFor(visit, ctx, service));
}

function openedFor<Service extends RegistrationService>(visit: Visit, ctx: DomainContext, service: Service) {
  const plan = forms[service];
  const opened = openPage<AnswersOf[Service]>(plan, asking(visit, ctx), momentOf(visit));
  if (opened.outcome === 'closed') return opened;
  return { outcome: 'open', fields: fieldsOf<AnswersOf[Service]>(plan, opened.view) } as const;
}

/** What was sent, as its questions read it. */
export interface Given<Service extends RegistrationService> {
  service: Service;
  form: string;
  fields: readonly Field[];
  body: Body;
  files: ReadonlyMap<string, SentFile>;
}

/** Reads a form without sending it. */
export function readForm<Service extends RegistrationService>(
  visit: Visit,
  given: Given<Service>,
): Filled<AnswersOf[Service]> {
  return visit.parts.transact(visitorOf(visit), (ctx) => readIn(visit, ctx, given));
}

const readIn = <Service extends RegistrationService>(
  visit: Visit,
  ctx: DomainContext,
  { service, fields, body, files }: Given<Service>,
): Filled<AnswersOf[Service]> =>
  fillPage<AnswersOf[Service]>(
    forms[service],
    typedIn(fields, body, files),
    asking(visit, ctx),
    momentOf(visit),
  );

/** What came of sending a form. */
export type Sent = { outcome: 'sent' } | { outcome: 'mistakes'; errors: ReadonlyMap<string, Mistake> };

/** Undoes what was written for a form that could not be sent after all. */
class NotSent extends Error {
  readonly errors: ReadonlyMap<string, Mistake>;

  constructor(errors: ReadonlyMap<string, Mistake>) {
    super('the lab has not taken the form');
    this.errors = errors;
  }
}

/**
 * Sends a form once, however often it comes. Whoever fills it in is new to us: a number that was typed
 * proves nothing, so no chat hears of it until its owner writes.
 */
export function sendForm<Service extends RegistrationService>(visit: Visit, given: Given<Service>): Sent {
  try {
    return visit.parts.transact(visitorOf(visit), (ctx): Sent => {
      if (sentAs(ctx.tx, given.form) !== undefined) return { outcome: 'sent' };
      const read = readIn(visit, ctx, given);
      if (read.outcome === 'mistakes') return read;
      const { answers } = read;
      const citizenId = addWalkIn(ctx, { name: answers.personName, phone: answers.phone });
      const citizen = ctx.as({ kind: 'citizen', id: citizenId });
      if (visit.language === 'en') chooseLanguage(citizen, citizenId, 'en');
      answerConsent(citizen, citizenId, 'given');
      const code = submitIn(visit, citizen, given, { citizenId, answers });
      rememberSent(ctx, { key: given.form, code });
      return { outcome: 'sent' };
    });
  } catch (error) {
    if (error instanceof NotSent) return { outcome: 'mistakes', errors: error.errors };
    throw error;
  }
}

function submitIn<Service extends RegistrationService>(
  visit: Visit,
  ctx: DomainContext,
  { service, fields }: Given<Service>,
  { citizenId, answers }: { citizenId: number; answers: AnswersOf[Service] },
): string {
  const found = visit.parts.submitForm(ctx, service, { citizenId, answers, source: 'website' });
  if ('outcome' in found && found.outcome === 'done' && 'code' in found) return found.code;
  const { submit, questions } = forms[service];
  const view = { at: 1, of: questions.length, changing: true, today: visit.today, phone: null, draft: null };
  const ending = submit.judge(found, { ...view, answers, handed: null, prepared: null, recalled: [] });
  const [key, saidOf] =
    ending.outcome === 'again' ? [ending.key, ending.said] : [fields[0]?.key ?? '', ending.said[0]];
  if (!saidOf) throw new Error(`a ${service} was refused without a word`);
  throw new NotSent(new Map([[key, { said: saidOf }]]));
}
