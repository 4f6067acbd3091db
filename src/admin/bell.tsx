import type { JSX } from 'preact';
import { NOTIFICATIONS_SHOWN_AT_MOST, type Notification } from '../domain/notifications/index.ts';
import { askedBySelf } from './background.ts';
import { Icon } from './icons.tsx';
import { NewsList } from './news.tsx';
import type { StaffVisit } from './visit.ts';

/** What has come for somebody and is not read yet. */
export interface Unread {
  /** Under the bell, counted up to a hundred. */
  news: number;
  /** The newest ones, read or not. */
  newest: readonly Notification[];
  /** Conversations between units that nobody of the own unit has read. */
  letters: number;
}

const POLL_SECONDS = 120;
const LATEST = '/admin/notifications/latest';

/**
 * The envelope and the bell with their red dots, and the newest of what the bell knows. It is told by
 * the server when something comes, and looks every two minutes without being told.
 */
export function Bell({ visit, unread }: { visit: StaffVisit; unread: Unread }): JSX.Element {
  return (
    <>
      <a class="mail" href="/admin/messages">
        <Icon name="envelope" />
        <span class="unseen">Pesan antarunit </span>
        <Dot id="mail-count" count={unread.letters} />
      </a>
      <details class="drop bell">
        <summary>
          <Icon name="bell" />
          <span class="unseen">Notifikasi </span>
          <Dot id="bell-count" count={unread.news} />
        </summary>
        <div class="sheet news-sheet" id="bell-news">
          <h2>Notifikasi</h2>
          {unread.newest.length === 0 ? (
            <p class="muted">Belum ada. Kabar tentang pekerjaan Anda muncul di sini.</p>
          ) : (
            <NewsList visit={visit} news={unread.newest} />
          )}
          <p class="all">
            <a href="/admin/notifications">Lihat semuanya</a>
          </p>
        </div>
      </details>
      <div
        hidden
        hx-get={LATEST}
        hx-trigger={`lab-notified from:body, every ${POLL_SECONDS}s`}
        hx-select="#bell-count"
        hx-target="#bell-count"
        hx-select-oob="#mail-count:outerMorph,#bell-news:innerMorph"
        hx-swap="outerMorph"
        hx-headers={askedBySelf(visit, LATEST)}
      />
    </>
  );
}

// Always there, so that a page that refreshes itself can bring a new number.
function Dot({ id, count }: { id: string; count: number }): JSX.Element {
  const isMany = count >= NOTIFICATIONS_SHOWN_AT_MOST;
  return (
    <span class="dot" id={id} hidden={count === 0}>
      {count === 0 ? null : (
        <>
          {isMany ? `${NOTIFICATIONS_SHOWN_AT_MOST - 1}+` : count}
          <span class="unseen"> belum dibaca</span>
        </>
      )}
    </span>
  );
}
