import type { JSX, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Icon } from './icons.tsx';
import { lineWords, TRANSPORT_NAMES } from './line-words.ts';
import type { TransportView } from './parts.ts';
import { HiddenKey } from './pieces.tsx';
import { placesOf } from './places.ts';
import type { StaffVisit, Visit } from './visit.ts';
import { NOTICES, type NoticeName, ROLE_NAMES } from './words.ts';

/** What stands around every page. */
export interface Frame {
  visit: Visit;
  title: string;
  body: VNode;
  /** Without navigation: before anybody is signed in, and for mistakes. */
  plain: boolean;
  /** What is wrong with what was sent. */
  problem?: string;
  /** How many things want somebody's eye. */
  wanted: number;
  /** How the lab is reached. */
  transport: Pick<TransportView, 'name' | 'state'>;
}

/** The whole document, ready to send. */
export function document(frame: Frame): string {
  return `<!doctype html>${renderToString(<Document {...frame} />)}`;
}

// htmx would write a style element, which our policy forbids, and show errors in place of lists.
const HTMX_SETTINGS = JSON.stringify({ includeIndicatorCSS: false, noSwap: [204, 304, '4xx', '5xx'] });

function Document({ visit, title, body, plain, problem, wanted, transport }: Frame): JSX.Element {
  const { staff, lab } = visit;
  return (
    <html lang="id" data-theme="light">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="htmx-config" content={HTMX_SETTINGS} />
        <title>{`${title} · ${lab.shortName}`}</title>
        <link rel="icon" href="/admin/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/admin/assets/pico.min.css" />
        <link rel="stylesheet" href="/admin/assets/admin.css" />
        <script src="/admin/assets/htmx.min.js" defer />
        <script src="/admin/assets/app.js" defer />
      </head>
      <body
        class={plain || !staff ? 'plain' : undefined}
        data-live={plain || !staff ? undefined : '/admin/events'}
      >
        <a class="skip" href="#main">
          Langsung ke isi halaman
        </a>
        {!plain && staff ? <Header visit={{ ...visit, staff }} wanted={wanted} /> : null}
        {!plain && staff ? <LineBadge visit={visit} transport={transport} /> : null}
        <main id="main" tabIndex={-1}>
          <Notice visit={visit} />
          {problem ? (
            <p class="notice bad" role="alert">
              <Icon name="warning" /> {problem}
            </p>
          ) : null}
          {body}
        </main>
      </body>
    </html>
  );
}

function Header({ visit, wanted }: { visit: StaffVisit; wanted: number }): JSX.Element {
  const here = visit.url.split('?')[0] ?? '';
  const places = placesOf(visit.staff.role);
  return (
    <header class="top">
      <a class="brand" href="/admin/registrations">
        <Icon name="flask" />
        <span>{visit.lab.shortName}</span>
      </a>
      <nav class="places" aria-label="Halaman">
        {places.map(({ path, name, icon }) => (
          <a key={path} href={path} aria-current={here.startsWith(path) ? 'page' : undefined}>
            <Icon name={icon} />
            <span>{name}</span>
            {path === '/admin/attention' ? (
              // Always there, so that a page that refreshes itself can bring a new number.
              <span class="count" id="wanted" hidden={wanted === 0}>
                {wanted > 0 ? (
                  <>
                    {wanted}
                    <span class="unseen"> perlu dilihat</span>
                  </>
                ) : null}
              </span>
            ) : null}
          </a>
        ))}
      </nav>
      <details class="who">
        <summary>
          <Icon name="person" />
          <span>{visit.staff.name}</span>
        </summary>
        <div class="sheet">
          <p>
            <strong>{visit.staff.name}</strong>
            <br />
            <small>
              {ROLE_NAMES[visit.staff.role]} · {visit.staff.email}
            </small>
          </p>
          <p class="live" aria-live="polite">
            <span data-live-state>Pembaruan langsung mati</span>
          </p>
          <a href="/admin/account">Ganti kata sandi</a>
          <form method="post" action="/admin/sign-out">
            <HiddenKey visit={visit} />
            <button type="submit" class="secondary">
              <Icon name="exit" /> Keluar
            </button>
          </form>
        </div>
      </details>
    </header>
  );
}

const WHATSAPP_PATH = '/admin/whatsapp';

/** Says on every page when citizens cannot be reached; on the page about it, the page itself says so. */
function LineBadge({ visit, transport }: { visit: Visit; transport: Frame['transport'] }): JSX.Element {
  const { tone, icon, name } = lineWords(transport);
  const isQuiet = transport.state.status === 'connected' || visit.url.startsWith(WHATSAPP_PATH);
  return (
    // Always there, so that a page that refreshes itself can show or take it away.
    <aside id="line" aria-label="Sambungan WhatsApp" class={`line-badge ${tone}`} hidden={isQuiet}>
      {isQuiet ? null : (
        <a href={WHATSAPP_PATH}>
          <Icon name={icon} />{' '}
          <span>
            {TRANSPORT_NAMES[transport.name] ?? transport.name}: {name}
          </span>
        </a>
      )}
    </aside>
  );
}

function Notice({ visit }: { visit: Visit }): JSX.Element | null {
  const name = visit.query.notice;
  if (!name || !Object.hasOwn(NOTICES, name)) return null;
  return (
    <p class="notice good" role="status">
      {/* Checked by the line above. */}
      <Icon name="check" /> {NOTICES[name as NoticeName]}
    </p>
  );
}
