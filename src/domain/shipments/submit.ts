import { addWorkingDays } from '../calendar/index.ts';
import type { Source } from '../cases/values.ts';
import type { DomainContext } from '../context.ts';
import { chooseTests, expectedFor, register, totalOf } from '../registrations/index.ts';
import type { Submitted } from '../registrations/values.ts';
import { DOCUMENT_KINDS } from '../values/shipment.ts';
import { addDocument, writeSamples, writeSender } from './rows.ts';
import { wantedTests } from './rules.ts';
import type { ShipmentAnswers } from './values.ts';

/**
 * Registers a shipment of samples in the name of a contact.
 *
 * The samples are expected after the lab's usual days on the way, the result as long after that as the
 * slowest test takes. Each test costs its price for every sample.
 *
 * @param input.citizenId the contact that registers: the citizen who acts, or the one staff serve
 * @param input.source by which way the request came, when staff write it down
 */
export function submit(
  ctx: DomainContext,
  { citizenId, answers, source }: { citizenId: number; answers: ShipmentAnswers; source?: Source },
): Submitted {
  const chosen = chooseTests(ctx, wantedTests(answers.samples), []);
  if (chosen.outcome === 'testGone') return chosen;
  const visitOn = addWorkingDays(ctx.tx, ctx.today, ctx.lab.shipmentTransitDays, ctx.lab);
  const { institution, personName, phone, email, cover } = answers;
  const { registrationId, code } = register(
    ctx,
    {
      service: 'shipment',
      citizenId,
      institution,
      personName,
      phone,
      email,
      visitOn,
      places: 0,
      letterFileId: cover.fileId,
      expectedOn: expectedFor(ctx, visitOn, chosen.tests),
      totalRupiah: totalOf(chosen.tests),
    },
    { tests: chosen.tests, source },
  );
  writeSender(ctx, registrationId, answers);
  writeSamples(ctx, registrationId, answers.samples);
  for (const kind of DOCUMENT_KINDS) addDocument(ctx, registrationId, kind, answers[kind]);
  ctx.record({ kind: 'registration.received', registrationId });
  return { outcome: 'done', code };
}
