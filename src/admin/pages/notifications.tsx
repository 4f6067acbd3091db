import { z } from 'zod';
import {
  markAllRead,
  markRead,
  type Notification,
  newsFor,
  notificationOf,
  unreadCount,
} from '../../domain/notifications/index.ts';
import { Icon } from '../icons.tsx';
import { NewsList, newsTarget } from '../news.tsx';
import { Empty, Form, Live } from '../pieces.tsx';
import type { Deed, Page, StaffVisit } from '../visit.ts';

const PER_PAGE = 30;
const HOME = '/admin/notifications';

/** Everything the bell has told somebody, newest first. */
export const notificationsPage: Page = (visit) => {
  const { db } = visit.parts;
  const { staffId } = visit.staff;
  const unreadOnly = visit.query.show !== 'all';
  const news = newsFor(db, staffId, { limit: PER_PAGE, before: cursorIn(visit), unreadOnly });
  const last = news.at(-1);
  const tab = (name: string, href: string, isHere: boolean) => (
    <a href={href} aria-current={isHere ? 'page' : undefined}>
      {name}
    </a>
  );
  return {
    outcome: 'page',
    title: 'Notifikasi',
    body: (
      <div class="medium">
        <div class="page-head">
          <h1>Notifikasi</h1>
          {unreadCount(db, staffId) === 0 ? null : (
            <div class="push">
              <Form visit={visit} action={`${HOME}/read`}>
                <button type="submit" class="secondary">
                  <Icon name="checks" /> Tandai semua sudah dibaca
                </button>
              </Form>
            </div>
          )}
        </div>
        <nav class="tabs" aria-label="Saringan">
          {tab('Belum dibaca', HOME, unreadOnly)}
          {tab('Semua', `${HOME}?show=all`, !unreadOnly)}
        </nav>
        <Live visit={visit} part="news-list">
          <div id="news-list" class="card">
            {news.length === 0 ? (
              <Empty icon="bell" title={unreadOnly ? 'Semua sudah dibaca' : 'Belum ada notifikasi'}>
                Kabar tentang pekerjaan Anda muncul di sini.
              </Empty>
            ) : (
              <NewsList visit={visit} news={news} />
            )}
            {last && news.length === PER_PAGE ? (
              <div class="pager">
                <span />
                <a href={`${HOME}?${new URLSearchParams(olderThan(last, unreadOnly))}`} rel="next">
                  Lebih lama <Icon name="next" />
                </a>
              </div>
            ) : null}
          </div>
        </Live>
      </div>
    ),
  };
};

function olderThan({ createdAt, id }: Notification, unreadOnly: boolean): Record<string, string> {
  return { ...(unreadOnly ? {} : { show: 'all' }), before: `${createdAt.getTime()}-${id}` };
}

function cursorIn(visit: StaffVisit): { at: Date; id: number } | undefined {
  const [, at, id] = /^(\d{1,15})-(\d{1,12})$/.exec(visit.query.before ?? '') ?? [];
  return at && id ? { at: new Date(Number(at)), id: Number(id) } : undefined;
}

/** Nothing but what stands around every page: what the bell asks for. */
export const latestPage: Page = () => ({
  outcome: 'page',
  title: 'Notifikasi',
  body: <p>Notifikasi terbaru ada di bawah lonceng.</p>,
});

/** Leads to what one of one's own notifications is about; following it is reading it. */
export const followPage: Page = (visit) => {
  const found = notificationIn(visit);
  if (!found) return { outcome: 'notFound' };
  if (found.readAt === null) {
    visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) =>
      markRead(ctx, visit.staff.staffId, found.id),
    );
  }
  return { outcome: 'redirect', to: newsTarget(found) };
};

const notificationIn = (visit: StaffVisit): Notification | undefined => {
  const id = Number(visit.params.id);
  return Number.isSafeInteger(id) ? notificationOf(visit.parts.db, visit.staff.staffId, id) : undefined;
};

/** Whether the notification `:id` is one's own. */
export const ownNotification = (visit: StaffVisit): boolean => notificationIn(visit) !== undefined;

/** Marks everything as read. */
export const readAllDeed: Deed<unknown> = {
  form: z.unknown(),
  page: notificationsPage,
  back: () => HOME,
  carryOut(ctx, visit) {
    markAllRead(ctx, visit.staff.staffId);
    return { outcome: 'done', notice: 'allRead' };
  },
};
