import type { JSX } from 'preact';
import { type Thread, threadsFor } from '../../../domain/unit-messages/index.ts';
import { Icon } from '../../icons.tsx';
import { tinyInstant } from '../../instants.ts';
import { Badge, Empty, Live } from '../../pieces.tsx';
import { LEADS } from '../../route.ts';
import type { Page, StaffVisit } from '../../visit.ts';

const PER_PAGE = 30;

/** Whether somebody may write for the own unit. */
export const mayWrite = (visit: StaffVisit): boolean => LEADS.some((role) => role === visit.staff.role);

/** The conversations of one's unit with others, newest first. */
export const messagesPage: Page = (visit) => {
  const threads = threadsFor(visit.parts.db, visit.staff.unitId, {
    limit: PER_PAGE,
    before: cursorIn(visit),
  });
  const last = threads.at(-1);
  return {
    outcome: 'page',
    title: 'Pesan antarunit',
    body: (
      <div class="medium">
        <div class="page-head">
          <h1>Pesan antarunit</h1>
          {mayWrite(visit) ? (
            <a class="button push" href="/admin/messages/new">
              <Icon name="pen" /> Tulis pesan
            </a>
          ) : null}
        </div>
        <Live visit={visit} part="threads">
          <div id="threads" class="card">
            {threads.length === 0 ? (
              <Empty icon="envelope" title="Belum ada pesan">
                Pesan dari dan kepada unit lain muncul di sini.
              </Empty>
            ) : (
              <ul class="news">
                {threads.map((thread) => (
                  <ThreadLink key={thread.id} visit={visit} thread={thread} />
                ))}
              </ul>
            )}
            {last && threads.length === PER_PAGE ? (
              <div class="pager">
                <span />
                <a href={`/admin/messages?before=${last.lastAt.getTime()}-${last.id}`} rel="next">
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

function ThreadLink({ visit, thread }: { visit: StaffVisit; thread: Thread }): JSX.Element {
  const isOurs = thread.fromUnitId === visit.staff.unitId;
  return (
    <li class={thread.unread ? 'unread' : undefined}>
      <a href={`/admin/messages/${thread.id}`}>
        <Icon name={isOurs ? 'send' : 'envelope'} />
        <span class="grow">
          {thread.unread ? <span class="unseen">Belum dibaca. </span> : null}
          <span>{thread.subject || 'Tanpa judul'}</span>
          <small>
            {isOurs ? 'Dari unit Anda' : thread.fromUnitName} · {tinyInstant(visit, thread.lastAt)}
          </small>
        </span>
        {thread.isAnnouncement ? <Badge tone="amber">Pengumuman</Badge> : null}
      </a>
    </li>
  );
}

function cursorIn(visit: StaffVisit): { at: Date; id: number } | undefined {
  const [, at, id] = /^(\d{1,15})-(\d{1,12})$/.exec(visit.query.before ?? '') ?? [];
  return at && id ? { at: new Date(Number(at)), id: Number(id) } : undefined;
}
