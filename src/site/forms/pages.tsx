import type { JSX, VNode } from 'preact';
import { serviceName } from '../../../templates/messages/services.ts';
import { REGISTRATION_SERVICES } from '../../domain/values/services.ts';
import { SHEET_FORMS } from '../../domain/values/sheet-columns.ts';
import { SHEET_KINDS } from '../../domain/values/shipment.ts';
import { linkTo, said, saidWith, type Visit } from '../visit.ts';
import { WORDS } from '../words.ts';
import { FieldOf } from './fields.tsx';
import { NEEDS, SLUGS } from './services.ts';
import { inWords, type Sheet } from './sheet.ts';

/** Which services can be asked for here, and what each wants at hand. */
export function choosePage(visit: Visit): VNode {
  const { lab, language } = visit;
  return (
    <>
      <section class="card">
        <h1>{said(visit, 'register')}</h1>
        <p class="muted">{said(visit, 'registerIntro')}</p>
      </section>
      {REGISTRATION_SERVICES.map((service) => (
        <section key={service} class="card" aria-labelledby={`service-${service}`}>
          <h2 id={`service-${service}`}>{serviceName(service, language)}</h2>
          <p>{said(visit, NEEDS[service])}</p>
          {service === 'shipment' ? <Templates visit={visit} /> : null}
          <p class="ways">
            {lab.webForms[service] ? (
              <a class="button" href={linkTo(visit, `/daftar/${SLUGS[service]}`)}>
                {said(visit, 'begin')}
                <span class="unseen">: {serviceName(service, language)}</span>
              </a>
            ) : (
              <span class="muted">{said(visit, 'offHere')}</span>
            )}
          </p>
        </section>
      ))}
    </>
  );
}

/** The empty Excel sheets of a shipment, to be filled in. */
export function Templates({ visit }: { visit: Visit }): JSX.Element {
  return (
    <ul class="plain">
      {SHEET_KINDS.map((kind) => (
        <li key={kind}>
          <a href={`/format/${SHEET_FORMS[kind].fileName}`}>
            {saidWith(visit, WORDS.template, { name: SHEET_FORMS[kind].name })}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** A form that the lab has switched off, with the other ways in. */
export function offPage(visit: Visit): VNode {
  return (
    <section class="card">
      <h1>{said(visit, 'offTitle')}</h1>
      <p>{said(visit, 'offWhy')}</p>
      <p class="ways">
        <a class="button" href={`https://wa.me/${visit.lab.whatsappNumber}?text=menu`} rel="noreferrer">
          {said(visit, 'chat')}
        </a>
        <a class="button quiet" href={linkTo(visit, '/')}>
          {said(visit, 'home')}
        </a>
      </p>
    </section>
  );
}

/** The form of a service. */
export function formPage(sheet: Sheet): VNode {
  const { visit, service, form, fields, errors } = sheet;
  const wrong = fields.filter(({ key }) => errors.has(key));
  return (
    <section class="card">
      <h1>{serviceName(service, visit.language)}</h1>
      <p class="muted">{said(visit, NEEDS[service])}</p>
      {service === 'shipment' ? <Templates visit={visit} /> : null}
      {wrong.length > 0 ? (
        <div class="problem" role="alert">
          <p>{saidWith(visit, WORDS.mistakes, { count: wrong.length })}</p>
          <ul>
            {wrong.map(({ key, label }) => (
              <li key={key}>
                <a href={`#${key}`}>{inWords(visit, label)}</a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <form
        method="post"
        action={linkTo(visit, `/daftar/${SLUGS[service]}`)}
        encType="multipart/form-data"
        noValidate
      >
        {/* What the Enter key presses: never the button that only adds a row. */}
        <button class="unseen" type="submit" name="deed" value="check" tabIndex={-1} aria-hidden="true">
          {said(visit, 'check')}
        </button>
        <input type="hidden" name="form" value={form} />
        {fields.map((field) => (
          <FieldOf key={field.key} sheet={sheet} field={field} />
        ))}
        {sheet.places.length > 0 ? (
          <datalist id="places">
            {sheet.places.map((place) => (
              <option key={place} value={place} />
            ))}
          </datalist>
        ) : null}
        <button type="submit" name="deed" value="check">
          {said(visit, 'check')}
        </button>
      </form>
    </section>
  );
}
