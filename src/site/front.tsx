import type { VNode } from 'preact';
import { clockTime } from '../../templates/messages/format.ts';
import { serviceName } from '../../templates/messages/services.ts';
import { REGISTRATION_SERVICES } from '../domain/values/services.ts';
import { Templates } from './forms/pages.tsx';
import { SLUGS } from './forms/services.ts';
import { genuineTitle } from './genuine.tsx';
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
          <a href={linkTo(visit, '/v')}>{genuineTitle(visit)}</a>
        </p>
        <p>
          <a href={linkTo(visit, '/statistik')}>{said(visit, 'statistics')}</a>
        </p>
      </section>
      <ServicesCard visit={visit} />
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

/** Every service, to be asked for and to be followed (NAV-01 to 08). */
function ServicesCard({ visit }: { visit: Visit }): VNode {
  const { lab, language } = visit;
  return (
    <section class="card" aria-labelledby="services">
      <h2 id="services">{said(visit, 'servicesTitle')}</h2>
      <ul class="services">
        {REGISTRATION_SERVICES.map((service) => (
          <li key={service}>
            <strong>{serviceName(service, language)}</strong>
            <span>
              {lab.webForms[service] ? (
                <a href={linkTo(visit, `/daftar/${SLUGS[service]}`)}>
                  {said(visit, 'begin')}
                  <span class="unseen">: {serviceName(service, language)}</span>
                </a>
              ) : (
                <span class="muted">{said(visit, 'offHere')}</span>
              )}
              <a href={linkTo(visit, '/t')}>
                {said(visit, 'follow')}
                <span class="unseen">: {serviceName(service, language)}</span>
              </a>
            </span>
          </li>
        ))}
      </ul>
      <h3>{said(visit, 'templates')}</h3>
      <Templates visit={visit} />
      <p class="ways">
        <a class="button quiet" href={linkTo(visit, '/daftar')}>
          {said(visit, 'register')}
        </a>
      </p>
    </section>
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
