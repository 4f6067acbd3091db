import type { JSX, VNode } from 'preact';
import { monthName } from '../../templates/documents/charts/words.ts';
import { serviceName } from '../../templates/messages/services.ts';
import type { Published } from '../domain/statistics/index.ts';
import { linkTo, said, type Visit } from './visit.ts';

/** What everybody may know of the lab's work; small counts are hidden (O-08, CMP-PUB-08). */
export function statisticsPage(visit: Visit, { months, services, totals, total }: Published): VNode {
  const { language } = visit;
  const number = new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: 1 });
  const sum = ({ count, isAtLeast }: Published['total']) =>
    isAtLeast ? `${number.format(count)}+` : number.format(count);
  if (services.length === 0) {
    return (
      <section class="card">
        <h1>{said(visit, 'statistics')}</h1>
        <p>{said(visit, 'statisticsNone')}</p>
        <Home visit={visit} />
      </section>
    );
  }
  return (
    <>
      <section class="card">
        <h1>{said(visit, 'statistics')}</h1>
        <p class="muted">{said(visit, 'statisticsIntro')}</p>
        <dl>
          <div>
            <dt>{said(visit, 'received')}</dt>
            <dd>{sum(total)}</dd>
          </div>
        </dl>
      </section>
      {services.map(({ service, onTime, medianDays, total: ofService }) => (
        <section class="card" key={service}>
          <h2>{serviceName(service, language)}</h2>
          <dl>
            <div>
              <dt>{said(visit, 'received')}</dt>
              <dd>{sum(ofService)}</dd>
            </div>
            <div>
              <dt>{said(visit, 'onTime')}</dt>
              <dd>{shareWords(visit, onTime)}</dd>
            </div>
            <div>
              <dt>{said(visit, 'medianDays')}</dt>
              <dd>
                {medianDays === null
                  ? said(visit, 'tooFew')
                  : `${number.format(medianDays)} ${said(visit, 'workingDays')}`}
              </dd>
            </div>
          </dl>
        </section>
      ))}
      <section class="card">
        <h2 id="by-month">{said(visit, 'byMonth')}</h2>
        {/* It can be moved with the keyboard where it is wider than the screen. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached */}
        <section class="wide-table" aria-labelledby="by-month" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{said(visit, 'month')}</th>
                {services.map(({ service }) => (
                  <th scope="col" key={service}>
                    {serviceName(service, language)}
                  </th>
                ))}
                {services.length > 1 ? <th scope="col">{said(visit, 'together')}</th> : null}
              </tr>
            </thead>
            <tbody>
              {months
                .map((month, place) => (
                  <tr key={month}>
                    <th scope="row">{monthName(month, language)}</th>
                    {services.map(({ service, received }) => {
                      const count = received[place] ?? null;
                      return <td key={service}>{count === null ? '<3' : number.format(count)}</td>;
                    })}
                    {services.length > 1 && totals[place] ? <td>{sum(totals[place])}</td> : null}
                  </tr>
                ))
                .reverse()}
            </tbody>
          </table>
        </section>
        <p class="muted">{said(visit, 'hidden')}</p>
        <Home visit={visit} />
      </section>
    </>
  );
}

function shareWords(visit: Visit, share: Published['services'][number]['onTime']): string {
  if (share.outcome === 'hidden') return said(visit, 'tooFew');
  return share.outcome === 'exactly' ? `${share.percent} %` : `≥ ${share.percent} %`;
}

function Home({ visit }: { visit: Visit }): JSX.Element {
  return (
    <p>
      <a href={linkTo(visit, '/')}>{said(visit, 'home')}</a>
    </p>
  );
}
