import type { JSX, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Unread } from './bell.tsx';
import { Header } from './header.tsx';
import { Icon } from './icons.tsx';
import { lineWords, TRANSPORT_NAMES } from './line-words.ts';
import { Navigation } from './navigation.tsx';
import type { TransportView } from './parts.ts';
import type { Visit } from './visit.ts';
import { NOTICES, type NoticeName } from './words.ts';

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
  /** What has come for whoever is signed in. */
  unread?: Unread | undefined;
  /** What the page shows, for those who look at the same. */
  at?: string;
  /** How the lab is reached. */
  transport: Pick<TransportView, 'name' | 'state'>;
}

/** The whole document, ready to send. */
export function document(frame: Frame): string {
  return `<!doctype html>${renderToString(<Document {...frame} />)}`;
}

// htmx would write a style element, which our policy forbids, and show errors in place of lists.
const HTMX_SETTINGS = JSON.stringify({ includeIndicatorCSS: false, noSwap: [204, 304, '4xx', '5xx'] });

function Document({ visit, title, body, plain, problem, wanted, unread, at, transport }: Frame): JSX.Element {
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
        <script src="/admin/assets/writing.js" defer />
        <script src="/admin/assets/picking.js" defer />
      </head>
      <body
        class={plain || !staff ? 'plain' : undefined}
        data-live={plain || !staff ? undefined : `/admin/events${at ? `?at=${at}` : ''}`}
      >
        <a class="skip" href="#main">
          Langsung ke isi halaman
        </a>
        {!plain && staff ? (
          <>
            <Header visit={{ ...visit, staff }} unread={unread} />
            <Navigation visit={{ ...visit, staff }} wanted={wanted} />
            <LineBadge visit={visit} transport={transport} />
          </>
        ) : null}
        <main id="main" tabIndex={-1}>
          {/* Filled in while somebody else looks at the same; nobody does without scripts. */}
          {at ? <p class="watching" id="watching" role="status" /> : null}
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
