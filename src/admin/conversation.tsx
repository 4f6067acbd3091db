import type { JSX } from 'preact';
import { type Case, type Note, notesOf } from '../domain/cases/index.ts';
import { type Citizen, isHandled, isHandledOnPhone } from '../domain/citizens/index.ts';
import type { ThreadEntry } from '../domain/citizens/values.ts';
import { staffById } from '../domain/staff/index.ts';
import { Delivery } from './delivery.tsx';
import { Icon } from './icons.tsx';
import { instantWords } from './instants.ts';
import { Badge, Empty, Form, Live } from './pieces.tsx';
import type { StaffVisit } from './visit.ts';
import { Writing } from './writing.tsx';

/** What somebody writes while an officer has the chat changes nothing else, so pages are not told of it. */
const CHAT_SECONDS = 5;

const KIND_NAMES: Record<string, string> = {
  image: 'Gambar',
  document: 'Berkas',
  audio: 'Pesan suara',
  video: 'Video',
  sticker: 'Stiker',
  contact: 'Kartu kontak',
  location: 'Lokasi',
  reaction: 'Memberi tanda pada pesan',
  unknown: 'Pesan jenis lain',
  call: 'Menelepon',
  unreadable: 'Pesan tidak terbaca; warga diminta mengirim ulang',
  edited: 'Mengubah pesan menjadi:',
  withdrawn: 'Menghapus pesan ini untuk semua orang:',
  oldTap: 'Menekan pilihan lama:',
};
/** Kinds whose words mean something else than words alone. */
const ALWAYS_NAMED = new Set(['edited', 'withdrawn', 'oldTap']);

/** Both sides of a chat, who has it, and what an officer can do with it. */
export function Conversation({
  visit,
  citizen,
  entries,
  action,
  about,
}: {
  visit: StaffVisit;
  citizen: Citizen;
  entries: readonly ThreadEntry[];
  /** Where its forms are sent to, without the last part. */
  action: string;
  /** The case beside which officers write their notes. */
  about: Case | undefined;
}): JSX.Element {
  const shown = withNotes(entries, about ? notesOf(visit.parts.db, about.id) : []);
  return (
    <>
      <Live visit={visit} part="chat" everySeconds={CHAT_SECONDS}>
        {/* A region that scrolls must be reachable with the keyboard. */}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: so that it can be scrolled without a mouse */}
        <section class="chat" id="chat" data-chat tabIndex={0} aria-label="Pesan">
          {shown.length === 0 ? (
            <Empty icon="chat" title="Belum ada percakapan">
              Pesan dari dan kepada orang ini muncul di sini.
            </Empty>
          ) : (
            shown.map((entry, index) =>
              'note' in entry ? (
                <NoteBubble key={`note-${entry.note.id}`} visit={visit} note={entry.note} />
              ) : (
                <Bubble
                  key={`${entry.seq}-${index}`}
                  visit={visit}
                  entry={entry}
                  citizenId={citizen.id}
                  action={action}
                />
              ),
            )
          )}
        </section>
      </Live>
      <div class="reply">
        <Holder visit={visit} citizen={citizen} action={action} />
        <Writing visit={visit} citizen={citizen} action={action} about={about} />
      </div>
    </>
  );
}

/** Messages and notes by the time they were written; notes only as far back as the messages shown. */
function withNotes(
  entries: readonly ThreadEntry[],
  notes: readonly Note[],
): (ThreadEntry | { note: Note })[] {
  const since = entries[0]?.at.getTime() ?? 0;
  const shown = notes.filter(({ at }) => at.getTime() >= since).map((note) => ({ note }));
  const timeOf = (entry: ThreadEntry | { note: Note }) =>
    ('note' in entry ? entry.note.at : entry.at).getTime();
  return [...entries, ...shown].toSorted((a, b) => timeOf(a) - timeOf(b));
}

function NoteBubble({ visit, note }: { visit: StaffVisit; note: Note }): JSX.Element {
  return (
    <article class="bubble note">
      <p class="kind">
        <Icon name="lock" /> Catatan internal
      </p>
      <p>{note.text}</p>
      <small>
        {instantWords(visit, note.at)} · {note.name}
      </small>
    </article>
  );
}

function Bubble({
  visit,
  entry,
  citizenId,
  action,
}: {
  visit: StaffVisit;
  entry: ThreadEntry;
  citizenId: number;
  action: string;
}): JSX.Element {
  const side = { citizen: '', bot: 'ours', staff: 'ours officer' }[entry.from];
  const writer =
    entry.from === 'staff' && entry.staffId
      ? (staffById(visit.parts.db, entry.staffId)?.name ?? 'Petugas')
      : entry.onPhone
        ? 'Ditulis di HP laboratorium'
        : undefined;
  const kind = KIND_NAMES[entry.kind];
  return (
    <article class={`bubble ${side}`}>
      <span class="unseen">{{ citizen: 'Warga', bot: 'Bot', staff: 'Petugas' }[entry.from]}: </span>
      {kind && (entry.text === '' || ALWAYS_NAMED.has(entry.kind)) ? <p class="muted">{kind}</p> : null}
      {entry.text === '' ? null : <p>{emphasised(entry.text)}</p>}
      {entry.fileId === undefined ? null : (
        <p>
          <a href={`/admin/chats/${citizenId}/files/${entry.fileId}?at=${entry.seq}`}>
            <Icon name="file" /> {entry.fileName ?? 'Unduh berkas'}
          </a>
        </p>
      )}
      <small>
        {instantWords(visit, entry.at)}
        {writer ? ` · ${writer}` : ''}
        {entry.state ? (
          <>
            {' · '}
            <Delivery entry={entry} />
          </>
        ) : null}
      </small>
      {entry.letterId === undefined ? null : (
        <Form visit={visit} action={`${action}/letters/${entry.letterId}/resend`}>
          <button type="submit" class="secondary small">
            <Icon name="undo" /> Kirim lagi
          </button>
        </Form>
      )}
    </article>
  );
}

/** What WhatsApp shows in bold stands in bold here too. */
function emphasised(text: string): (string | JSX.Element)[] {
  return text
    .split(/(\*[^*\n]+\*)/)
    .map((part, place) => (place % 2 === 1 ? <strong key={place}>{part.slice(1, -1)}</strong> : part));
}

function Holder({
  visit,
  citizen,
  action,
}: {
  visit: StaffVisit;
  citizen: Citizen;
  action: string;
}): JSX.Element {
  const takingOver = (holder: JSX.Element) => (
    <Form visit={visit} action={`${action}/take-over`}>
      <p class="holder">
        {holder}
        <button type="submit" class="secondary">
          <Icon name="hand" /> Ambil alih
        </button>
      </p>
    </Form>
  );
  if (!isHandled(citizen, visit.now)) return takingOver(<Badge tone="teal">Dijawab bot</Badge>);
  if (isHandledOnPhone(citizen, visit.now)) {
    return (
      <>
        {takingOver(<Badge tone="blue">Dijawab lewat HP laboratorium</Badge>)}
        <HandBack visit={visit} citizen={citizen} action={action} />
      </>
    );
  }
  const mine = citizen.handledBy === visit.staff.staffId;
  const holder = mine ? 'Anda' : (staffById(visit.parts.db, citizen.handledBy ?? 0)?.name ?? 'petugas lain');
  return (
    <HandBack visit={visit} citizen={citizen} action={action}>
      <Badge tone="blue">Dipegang {holder}</Badge>
    </HandBack>
  );
}

function HandBack({
  visit,
  citizen,
  action,
  children,
}: {
  visit: StaffVisit;
  citizen: Citizen;
  action: string;
  children?: JSX.Element;
}): JSX.Element {
  return (
    <Form visit={visit} action={`${action}/hand-back`}>
      <p class="holder">
        {children}
        {citizen.handledUntil ? (
          <span class="muted">sampai {instantWords(visit, citizen.handledUntil)} bila tidak ada balasan</span>
        ) : null}
        <button type="submit" class="secondary">
          <Icon name="undo" /> Kembalikan ke bot
        </button>
      </p>
    </Form>
  );
}
