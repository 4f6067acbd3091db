import type { JSX } from 'preact';
import { z } from 'zod';
import {
  type CannedReply,
  cannedReplyById,
  listCannedReplies,
  removeCannedReply,
  saveCannedReply,
} from '../../domain/canned-replies/index.ts';
import { filledReply, REPLY_VARIABLES } from '../../domain/canned-replies/values.ts';
import { changesOf } from '../../domain/journal.ts';
import { SERVICES } from '../../domain/values/services.ts';
import { comparisonPage } from '../comparison.tsx';
import { SelectField, TextArea, TextField } from '../fields.tsx';
import { oneOf, optionalWords, versioned, words } from '../forms.ts';
import { Icon } from '../icons.tsx';
import { Columns } from '../lists.tsx';
import { Badge, Card, Empty, Form } from '../pieces.tsx';
import { LEADS } from '../route.ts';
import type { Answer, Deed, Done, Page, StaffVisit } from '../visit.ts';
import { SERVICE_NAMES } from '../words.ts';

const LIST = '/admin/replies';
const NEW = `${LIST}/new`;

/** Answers officers give again and again. */
export const repliesPage: Page = (visit) => {
  const replies = listCannedReplies(visit.parts.db);
  return {
    outcome: 'page',
    title: 'Balasan siap pakai',
    body: (
      <>
        <div class="page-head">
          <h1>Balasan siap pakai</h1>
          {mayEdit(visit) ? (
            <a class="button push" href={NEW}>
              <Icon name="plus" /> Tambah balasan
            </a>
          ) : null}
        </div>
        <p class="muted">
          Di kotak balasan, ketik <code>/</code> lalu singkatannya, atau pilih dari daftar di bawah kotak.
        </p>
        <div class="card">
          {replies.length === 0 ? (
            <Empty icon="chat" title="Belum ada balasan siap pakai">
              Tulis jawaban yang sering Anda berikan satu kali di sini, lalu pakai dengan dua ketukan.
            </Empty>
          ) : (
            <List visit={visit} replies={replies} />
          )}
        </div>
      </>
    ),
  };
};

const mayEdit = ({ staff }: StaffVisit): boolean => LEADS.some((role) => role === staff.role);

function List({ visit, replies }: { visit: StaffVisit; replies: readonly CannedReply[] }): JSX.Element {
  return (
    <table class="list cards">
      <Columns names={['Judul', 'Singkatan', 'Layanan', 'Isi']} />
      <tbody>
        {replies.map((reply) => (
          <tr key={reply.id}>
            <th scope="row" class="name">
              {mayEdit(visit) ? <a href={`${LIST}/${reply.id}`}>{reply.title}</a> : reply.title}
            </th>
            <td class="code">/{reply.shortcut}</td>
            <td>{reply.service ? <Badge tone="teal">{SERVICE_NAMES[reply.service]}</Badge> : 'Semua'}</td>
            <td class="muted">{shortened(reply.text)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const SHOWN_CHARACTERS = 90;
const shortened = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS).trimEnd()}…` : text;

const replyIn = (visit: StaffVisit): CannedReply | undefined => {
  const id = Number(visit.params.id);
  return Number.isSafeInteger(id) && id > 0 ? cannedReplyById(visit.parts.db, id) : undefined;
};

/** The form for a reply that does not exist yet. */
export const newReplyPage: Page = (visit) => editPage(visit, undefined);

/** The form for one reply. */
export const replyPage: Page = (visit) => {
  const reply = replyIn(visit);
  return reply ? editPage(visit, reply) : { outcome: 'notFound' };
};

const LABELS = {
  title: 'Judul',
  shortcut: 'Singkatan',
  service: 'Untuk layanan',
  text: 'Isi',
  textEn: 'Isi dalam bahasa Inggris',
} as const;

const SERVICE_CHOICES = [
  ['all', 'Semua layanan'],
  ...SERVICES.map((service) => [service, SERVICE_NAMES[service]] as const),
] as const;

function editPage(visit: StaffVisit, reply: CannedReply | undefined): Answer {
  const action = reply ? `${LIST}/${reply.id}` : NEW;
  const held = reply && { version: reply.version, seen: lastChange(visit, reply) };
  const field = (name: keyof typeof LABELS) => ({
    visit,
    action,
    name,
    label: LABELS[name],
    value: reply?.[name] ?? '',
  });
  return {
    outcome: 'page',
    title: reply?.title ?? 'Balasan baru',
    body: (
      <div class="medium">
        <p class="trail">
          <a href={LIST}>Balasan siap pakai</a> <Icon name="next" /> {reply ? `/${reply.shortcut}` : 'Baru'}
        </p>
        <h1>{reply?.title ?? 'Balasan baru'}</h1>
        <Card title="Isi balasan" icon="chat" id="reply">
          <Form visit={visit} action={action} {...held}>
            <div class="pair">
              <TextField {...field('title')} maxLength={80} required />
              <TextField
                {...field('shortcut')}
                maxLength={20}
                required
                hint="Satu kata. Contoh: puasa, dipakai sebagai /puasa"
              />
            </div>
            <SelectField
              {...field('service')}
              value={reply?.service ?? 'all'}
              choices={SERVICE_CHOICES}
              required
            />
            <TextArea {...field('text')} rows={5} maxLength={2000} required />
            <TextArea
              {...field('textEn')}
              rows={5}
              maxLength={2000}
              hint="Dipakai untuk warga yang memilih bahasa Inggris; kosong berarti yang Indonesia."
            />
            <p class="muted small">
              Boleh memakai{' '}
              {Object.keys(REPLY_VARIABLES).map((name) => (
                <>
                  <code key={name}>{`{${name}}`}</code>{' '}
                </>
              ))}
              : diisi sendiri saat dipakai.
            </p>
            <button type="submit">Simpan</button>
          </Form>
        </Card>
        {reply ? (
          <Card title="Contohnya" icon="eye" id="example">
            <p class="sample">{filledReply(reply.text, REPLY_VARIABLES)}</p>
            {reply.textEn ? <p class="sample">{filledReply(reply.textEn, REPLY_VARIABLES)}</p> : null}
          </Card>
        ) : null}
        {reply ? (
          <details class="other">
            <summary>Hapus balasan ini</summary>
            <Form visit={visit} action={`${action}/remove`} {...held}>
              <p>Pesan yang sudah terkirim tidak berubah. Lanjutkan?</p>
              <button type="submit" class="secondary">
                Ya, hapus
              </button>
            </Form>
          </details>
        ) : null}
      </div>
    ),
  };
}

const lastChange = (visit: StaffVisit, { id }: CannedReply): number =>
  changesOf(visit.parts.db, `cannedReply:${id}`).at(-1)?.id ?? 0;

const fields = {
  title: words(80, 'Isi judulnya.'),
  shortcut: words(20, 'Isi singkatannya.')
    .transform((word) => word.replace(/^\//, '').toLowerCase())
    .pipe(z.string().regex(/^[\p{L}\p{N}-]+$/u, 'Satu kata saja, huruf dan angka. Contoh: puasa.')),
  service: oneOf(['all', ...SERVICES], 'Pilih layanannya.'),
  text: words(2000, 'Isi balasannya.'),
  textEn: optionalWords(2000),
};
const addForm = z.object(fields);
const changeForm = z.object({ ...versioned(), ...fields });
const removeForm = z.object(versioned());

const ofForm = ({ service, title, shortcut, text, textEn }: z.infer<typeof addForm>) => ({
  title,
  shortcut,
  text,
  textEn,
  service: service === 'all' ? null : service,
});

/** Adds a reply. */
export const addReplyDeed: Deed<z.infer<typeof addForm>> = {
  form: addForm,
  page: newReplyPage,
  back: () => LIST,
  carryOut: (ctx, visit, form) => answerTo(visit, form, 0, saveCannedReply(ctx, ofForm(form))),
};

/** Changes a reply. */
export const changeReplyDeed: Deed<z.infer<typeof changeForm>> = {
  form: changeForm,
  page: replyPage,
  back: () => LIST,
  carryOut(ctx, visit, form) {
    const known = { id: Number(visit.params.id), expectedVersion: form.version };
    return answerTo(visit, form, form.seen, saveCannedReply(ctx, ofForm(form), known));
  },
};

/** Takes a reply off the list. */
export const removeReplyDeed: Deed<z.infer<typeof removeForm>> = {
  form: removeForm,
  page: replyPage,
  back: () => LIST,
  carryOut(ctx, visit, { version, seen }) {
    const removed = removeCannedReply(ctx, { id: Number(visit.params.id), expectedVersion: version });
    if (removed.outcome === 'unknown') return { outcome: 'notFound' };
    if (removed.outcome === 'stale') return stale(visit, seen, removed.current, { Tindakan: 'hapus' });
    return { outcome: 'done', notice: 'removed', to: LIST };
  },
};

function answerTo(
  visit: StaffVisit,
  form: z.infer<typeof addForm>,
  seen: number,
  saved: ReturnType<typeof saveCannedReply>,
): Done {
  switch (saved.outcome) {
    case 'saved':
      return { outcome: 'done', notice: 'saved', to: `${LIST}/${saved.id}` };
    case 'shortcutTaken':
      return { outcome: 'mistake', errors: { shortcut: 'Singkatan ini sudah dipakai. Pilih yang lain.' } };
    case 'unknownVariable': {
      const known = Object.keys(REPLY_VARIABLES).map((name) => `{${name}}`);
      return {
        outcome: 'mistake',
        errors: { [saved.field]: `{${saved.word}} tidak dikenal. Yang bisa dipakai: ${known.join(', ')}.` },
      };
    }
    case 'tooMany':
      return {
        outcome: 'mistake',
        errors: { title: `Sudah ada ${saved.maximum} balasan. Hapus yang tidak dipakai.` },
      };
    case 'stale':
      return stale(visit, seen, saved.current, {
        Judul: form.title,
        Singkatan: form.shortcut,
        Isi: form.text,
        [LABELS.textEn]: form.textEn,
      });
    case 'unknown':
      return { outcome: 'notFound' };
  }
}

function stale(
  visit: StaffVisit,
  seen: number,
  current: CannedReply,
  wanted: Readonly<Record<string, string>>,
): Done {
  const now: Record<string, string> = {
    Judul: current.title,
    Singkatan: current.shortcut,
    Isi: current.text,
    [LABELS.textEn]: current.textEn,
  };
  return {
    outcome: 'stale',
    comparison: comparisonPage(visit, {
      subject: `cannedReply:${current.id}`,
      seen,
      back: `${LIST}/${current.id}`,
      rows: Object.entries(wanted).map(([name, text]) => ({ name, wanted: text, now: now[name] ?? '' })),
    }),
  };
}
