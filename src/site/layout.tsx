import type { JSX, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { linkTo, type Visit } from './visit.ts';
import { LANGUAGE_NAMES } from './words.ts';

/** A public page, ready to send: no script, one style sheet of ours. */
export function document(visit: Visit, title: string, body: VNode): string {
  return `<!doctype html>${renderToString(<Document visit={visit} title={title} body={body} />)}`;
}

function Document({ visit, title, body }: { visit: Visit; title: string; body: VNode }): JSX.Element {
  const { lab, language, path } = visit;
  const other = language === 'id' ? 'en' : 'id';
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <title>{`${title} · ${lab.shortName}`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/site.css" />
      </head>
      <body>
        <header>
          <a class="brand" href={linkTo(visit, '/')}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M10 3v6L4.6 18a2 2 0 0 0 1.7 3h11.4a2 2 0 0 0 1.7-3L14 9V3M8.5 3h7M7.2 15h9.6" />
            </svg>
            {lab.shortName}
          </a>
          <a href={other === 'en' ? `${path}?lang=en` : path} lang={other} hreflang={other}>
            {LANGUAGE_NAMES[other]}
          </a>
        </header>
        <main>{body}</main>
        <footer>
          <p>{lab.name}</p>
          <p>
            {lab.address} · {lab.phone} · {lab.email}
          </p>
        </footer>
      </body>
    </html>
  );
}
