import type { VNode } from 'preact';
import { longDay } from '../../../templates/messages/format.ts';
import { pageWords } from '../../../templates/messages/page-words.ts';
import { paymentState } from '../../../templates/messages/payment.ts';
import { serviceName } from '../../../templates/messages/services.ts';
import { stageMeaning } from '../../../templates/messages/stages.ts';
import type { Registration } from '../../domain/registrations/index.ts';
import { linkTo, said, saidWith, type Visit } from '../visit.ts';
import { WORDS } from '../words.ts';

/** What somebody takes along: the code, what comes next and until when, and how to follow it. No personal datum. */
export function receiptPage(visit: Visit, form: string, registration: Registration): VNode {
  const { language, lab } = visit;
  const { code, service, stage, visitOn, expectedOn } = registration;
  const track = encodeURIComponent(`${language === 'en' ? 'TRACK' : 'LACAK'} ${code}`);
  return (
    <>
      <section class="card">
        <p class="muted">{serviceName(service, language)}</p>
        <h1>{said(visit, 'done')}</h1>
        <p class="big-code code">{code}</p>
        <p>{said(visit, 'keepCode')}</p>
        <h2>{said(visit, 'whatNext')}</h2>
        <p>{pageWords(stageMeaning(stage, language, service))}</p>
        <dl>
          {service === 'shipment' ? null : (
            <div>
              <dt>{said(visit, service === 'tour' ? 'firstDay' : 'visitDay')}</dt>
              <dd>{longDay(visitOn, language)}</dd>
            </div>
          )}
          <div>
            <dt>{said(visit, 'expected')}</dt>
            <dd>{longDay(expectedOn, language)}</dd>
          </div>
          <div>
            <dt>{said(visit, 'fee')}</dt>
            <dd>{paymentState(registration, language)}</dd>
          </div>
        </dl>
        {registration.totalRupiah > 0 ? <p>{language === 'en' ? lab.howToPayEn : lab.howToPay}</p> : null}
        <p class="ways screen-only">
          <a class="button" href={linkTo(visit, `/t/${code}`)}>
            {said(visit, 'track')}
          </a>
        </p>
        <p class="muted screen-only">{said(visit, 'printPage')}</p>
      </section>
      {service === 'shipment' ? (
        <section class="card screen-only">
          <h2>{said(visit, 'labels')}</h2>
          <p>{said(visit, 'labelsWhy')}</p>
          <p class="ways">
            <a class="button" href={linkTo(visit, `/daftar/bukti/${form}/label/a4`)}>
              {said(visit, 'labelA4')}
            </a>
            <a class="button quiet" href={linkTo(visit, `/daftar/bukti/${form}/label/roll`)}>
              {said(visit, 'labelRoll')}
            </a>
          </p>
        </section>
      ) : null}
      <section class="card">
        <h2>{said(visit, 'tellMe')}</h2>
        <p>{saidWith(visit, WORDS.tellMeWhy, { code })}</p>
        <p class="ways screen-only">
          <a class="button" href={`https://wa.me/${lab.whatsappNumber}?text=${track}`} rel="noreferrer">
            {said(visit, 'tellMeNow')}
          </a>
        </p>
      </section>
    </>
  );
}
