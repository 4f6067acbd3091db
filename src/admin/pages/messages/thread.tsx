import type { JSX } from 'preact';
import { z } from 'zod';
import { hearers, markReadAbout } from '../../../domain/notifications/index.ts';
import { staffById } from '../../../domain/staff/index.ts';
import {
  answer,
  BODY_CHARACTERS,
  markThreadRead,
  messagesOf,
  receiversOf,
  type Thread,
  type ThreadLine,
  threadFor,
} from '../../../domain/unit-messages/index.ts';
import { TextArea } from '../../fields.tsx';
import { words } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Badge, Form, Live } from '../../pieces.tsx';
import { WORKS } from '../../route.ts';
import type { Deed, Page, StaffVisit } from '../../visit.ts';
import { mayWrite } from './list.tsx';

const homeOf = (visit: StaffVisit): string => `/admin/messages/${visit.params.id}`;

function threadIn(visit: StaffVisit): Thread | undefined {
  const id = Number(visit.params.id);
  return Number.isSafeInteger(id) && id > 0 ? threadFor(visit.parts.db, visit.staff.unitId, id) : undefined;
}

/** Whether one's unit takes part in the conversation `:id`. */
export const threadInReach = (visit: StaffVisit): boolean => threadIn(visit) !== undefined;

/** A conversation between units. */
export const threadPage: Page = (visit) => {
  const thread = threadIn(visit);
  if (!thread) return { outcome: 'notFound' };
  const { db } = visit.parts;
  const home = homeOf(visit);
  const lines = messagesOf(db, thread.id);
  const others = receiversOf(db, thread.id, visit.staff.unitId);
  return {
    outcome: 'page',
    title: thread.subject || 'Pesan antarunit',
    body: (
      <div class="medium">
        <p class="trail">
          <a href="/admin/messages">Pesan antarunit</a> <Icon name="next" /> {thread.subject || 'Tanpa judul'}
        </p>
        <section class="card" aria-labelledby="thread-heading">
          <div class="card-head">
            <h1 class="small" id="thread-heading">
              {thread.subject || 'Tanpa judul'}
            </h1>
            {thread.isAnnouncement ? <Badge tone="amber">Pengumuman</Badge> : null}
          </div>
          <Live visit={{ ...visit, url: home }} part="thread">
            <div id="thread">
              {/* A region that scrolls must be reachable with the keyboard. */}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that it can be scrolled without a mouse */}
              <section class="chat" data-chat tabIndex={0} aria-label="Pesan">
                {lines.map((line) => (
                  <Bubble key={line.id} visit={visit} line={line} />
                ))}
              </section>
              <ReadBy visit={visit} thread={thread} others={others} />
            </div>
          </Live>
          <Answer visit={visit} thread={thread} />
        </section>
      </div>
    ),
  };
};

function Bubble({ visit, line }: { visit: StaffVisit; line: ThreadLine }): JSX.Element {
  const isOurs = line.unitId === visit.staff.unitId;
  return (
    <article class={isOurs ? 'bubble ours' : 'bubble'}>
      <p>
        <strong>{isOurs ? 'Unit Anda' : line.unitName}</strong>
      </p>
      <p>{line.body}</p>
      <small>
        {instantWords(visit, line.at)} · {line.name}
      </small>
    </article>
  );
}

function ReadBy({
  visit,
  thread,
  others,
}: {
  visit: StaffVisit;
  thread: Thread;
  others: readonly { unitId: number; name: string; unread: boolean }[];
}): JSX.Element {
  const isWorking = WORKS.some((role) => role === visit.staff.role);
  const reader = thread.readBy === null ? undefined : staffById(visit.parts.db, thread.readBy);
  const isOurs = thread.fromUnitId === visit.staff.unitId;
  const unread = others.filter((each) => each.unread).length;
  return (
    <div class="holder thread-state">
      {isOurs ? (
        <span class="muted small">
          Kepada {others.length > 3 ? `${others.length} unit` : others.map(({ name }) => name).join(', ')}
          {unread === 0 ? ' · sudah dibaca' : ` · ${unread} unit belum membaca`}
        </span>
      ) : null}
      {thread.unread && isWorking ? (
        <Form visit={visit} action={`${homeOf(visit)}/read`}>
          <button type="submit" class="secondary">
            <Icon name="check" /> Tandai sudah terbaca
          </button>
        </Form>
      ) : null}
      {!thread.unread && thread.readAt ? (
        <span class="muted small">
          Ditandai terbaca untuk unit Anda{reader ? ` oleh ${reader.name}` : ''},{' '}
          {instantWords(visit, thread.readAt)}
        </span>
      ) : null}
    </div>
  );
}

function Answer({ visit, thread }: { visit: StaffVisit; thread: Thread }): JSX.Element {
  if (thread.isAnnouncement) {
    return <p class="reply muted">Ini pesan pengumuman. Pesan pengumuman tidak dapat dibalas.</p>;
  }
  if (!mayWrite(visit)) {
    return <p class="reply muted">Yang membalas atas nama unit: pejabat penghubung dan admin.</p>;
  }
  const action = `${homeOf(visit)}/answer`;
  return (
    <div class="reply">
      <Form visit={visit} action={action}>
        <TextArea
          visit={visit}
          action={action}
          name="body"
          label="Balasan"
          rows={3}
          maxLength={BODY_CHARACTERS}
          required
        />
        <button type="submit">
          <Icon name="send" /> Balas
        </button>
      </Form>
    </div>
  );
}

const answerForm = z.object({ body: words(BODY_CHARACTERS, 'Tulis balasannya dulu.') });

/** Answers in the name of one's unit. */
export const answerDeed: Deed<z.infer<typeof answerForm>> = {
  form: answerForm,
  page: threadPage,
  back: homeOf,
  carryOut(ctx, visit, { body }) {
    const threadId = Number(visit.params.id);
    const answered = answer(ctx, { threadId, unitId: visit.staff.unitId, body });
    switch (answered.outcome) {
      case 'answered':
        markReadAbout(ctx, colleaguesOf(visit), `unitMessage:${threadId}`);
        return { outcome: 'done', notice: 'messageSent' };
      case 'announcement':
        return { outcome: 'mistake', errors: { body: 'Pesan pengumuman tidak dapat dibalas.' } };
      case 'unknown':
        return { outcome: 'notFound' };
    }
  },
};

/** Marks the conversation as read for everybody of one's unit. */
export const readDeed: Deed<unknown> = {
  form: z.unknown(),
  page: threadPage,
  back: homeOf,
  carryOut(ctx, visit) {
    const threadId = Number(visit.params.id);
    const read = markThreadRead(ctx, { threadId, unitId: visit.staff.unitId });
    if (read.outcome === 'unknown') return { outcome: 'notFound' };
    markReadAbout(ctx, colleaguesOf(visit), `unitMessage:${threadId}`);
    return { outcome: 'done', notice: 'threadRead' };
  },
};

const colleaguesOf = (visit: StaffVisit): number[] =>
  hearers(visit.parts.db, { unitIds: [visit.staff.unitId] }).map(({ id }) => id);
