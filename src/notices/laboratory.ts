import type { Scene } from '../../templates/messages/kit.ts';
import { hoursOf } from '../domain/calendar/index.ts';
import { testsByIds } from '../domain/catalogue/index.ts';
import type { TestOffer } from '../domain/catalogue/values.ts';
import type { DomainContext } from '../domain/context.ts';
import { type Registration, testsOf } from '../domain/registrations/index.ts';
import { chatLinkFor, languageOf, shortLink, tell } from './telling.ts';

/** The receipt of a laboratory registration. */
export function laboratoryReceived(ctx: DomainContext, registration: Registration, scene: Scene): void {
  const { code, personName, visitOn, totalRupiah, expectedOn } = registration;
  const tests = testsOf(ctx.tx, registration.id);
  const { language } = languageOf(ctx, registration.citizenId);
  const offers = offersOf(ctx, registration.id);
  const nameOf = ({ testId, name }: { testId: number; name: string }) =>
    (language === 'en' && offers.find(({ id }) => id === testId)?.nameEn) || name;
  tell(ctx, scene, registration.citizenId, 'reply', 'registrationReceived', {
    code,
    personName,
    visitOn,
    opens: hoursOf(visitOn, ctx.lab)?.opens ?? '',
    tests: tests.map(nameOf),
    totalRupiah,
    preparation: preparations(offers, language),
    expectedOn,
    chatLink: shortLink(ctx, scene, chatLinkFor(ctx, scene, code)),
    pageLink: shortLink(ctx, scene, `/t/${code}`),
    bringsLetter: registration.letterFileId !== null,
  });
}

/** Tells the day before what to bring and what to do. */
export function laboratoryReminded(ctx: DomainContext, registration: Registration, scene: Scene): void {
  const { citizenId, code, visitOn, letterFileId } = registration;
  tell(ctx, scene, citizenId, 'notice', 'visitReminder', {
    code,
    visitOn,
    opens: hoursOf(visitOn, ctx.lab)?.opens ?? '',
    bringsLetter: letterFileId !== null,
    preparation: preparations(offersOf(ctx, registration.id), languageOf(ctx, citizenId).language),
  });
}

const offersOf = (ctx: DomainContext, registrationId: number): TestOffer[] =>
  testsByIds(
    ctx.tx,
    testsOf(ctx.tx, registrationId).map(({ testId }) => testId),
    ctx.today,
  );

/** What to do before coming: one sentence where all tests want the same, else one for each test. */
function preparations(offers: readonly TestOffer[], language: 'id' | 'en'): string[] {
  const wanted = offers.flatMap((offer) => {
    const text = language === 'id' ? offer.preparation : offer.preparationEn;
    const name = language === 'id' ? offer.name : offer.nameEn;
    return text === '' ? [] : [{ name, text }];
  });
  const texts = new Set(wanted.map(({ text }) => text));
  if (texts.size <= 1) return [...texts].map(asSentence);
  return wanted.map(({ name, text }) => asSentence(`${name}: ${text}`));
}

const asSentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
