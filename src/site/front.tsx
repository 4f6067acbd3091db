import type { VNode } from 'preact';
import { clockTime } from '../../templates/messages/format.ts';
import { linkTo, said, type Visit } from './visit.ts';
import type { PlainWord } from './words.ts';

const WEEK = {
  id: ['Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;

/** The front page: what this is, and the two ways in. */
export function frontPage(visit: Visit): VNode {
  const { lab, language, parts } = visit;
  return (
    <>
      <section class="card hero">
        <h1>{said(visit, 'welcome')}</h1>
        <p>{said(visit, 'about')}</p>
        <p class="ways">
          {parts.simulated ? (
            <a class="button" href="/simulator">
              {said(visit, 'simulator')}
            </a>
          ) : null}
          <a
            class={parts.simulated ? 'button quiet' : 'button'}
            href={`https://wa.me/${lab.whatsappNumber}?text=menu`}
            rel="noreferrer"
          >
            {said(visit, 'chat')}
          </a>
          <a class="button quiet" href={linkTo(visit, '/t')}>
            {said(visit, 'track')}
          </a>
        </p>
        <p>
          <a href={linkTo(visit, '/statistik')}>{said(visit, 'statistics')}</a>
        </p>
      </section>
      <section class="card">
        <h2>{said(visit, 'counter')}</h2>
        <p>{lab.address}</p>
        <h3>{said(visit, 'hours')}</h3>
        <dl>
          {[1, 2, 3, 4, 5, 6, 0].map((day) => {
            const hours = lab.openingHours[day];
            return (
              <div key={day}>
                <dt>{WEEK[language][day]}</dt>
                <dd>
                  {hours
                    ? `${clockTime(hours.opens, language)}–${clockTime(hours.closes, language)}`
                    : said(visit, 'closed')}
                </dd>
              </div>
            );
          })}
        </dl>
      </section>
    </>
  );
}

/** A page that says why there is no other. */
export function problemPage(visit: Visit, title: PlainWord, why: PlainWord): VNode {
  return (
    <section class="card">
      <h1>{said(visit, title)}</h1>
      <p>{said(visit, why)}</p>
      <p class="ways">
        <a class="button" href={linkTo(visit, '/t')}>
          {said(visit, 'track')}
        </a>
        <a class="button quiet" href={linkTo(visit, '/')}>
          {said(visit, 'home')}
        </a>
      </p>
    </section>
  );
}
