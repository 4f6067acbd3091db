// Longer than other files: the choice, its preview, what came of it and the way back are one walk.
import type { ComponentChildren, JSX } from 'preact';
import { z } from 'zod';
import { stageName } from '../../../../templates/messages/stages.ts';
import {
  type Barrier,
  BULK_STAGES,
  type BulkPreview,
  type BulkWish,
  type Chosen,
  carryOutBulk,
  MOST_AT_ONCE,
  previewBulk,
  undoable,
  undoBulk,
} from '../../../domain/bulk-actions/index.ts';
import { assignee, destinationsFrom, workersUnder } from '../../../domain/cases/index.ts';
import { servicesTakenTo } from '../../../domain/registrations/index.ts';
import { unitById } from '../../../domain/units/index.ts';
import { TextField } from '../../fields.tsx';
import { optionalWords } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { clockWords } from '../../instants.ts';
import { readList } from '../../list-reading.ts';
import { Card, Form } from '../../pieces.tsx';
import type { Answer, Deed, Page, StaffVisit } from '../../visit.ts';
import { SERVICE_NAMES, stageAction } from '../../words.ts';
import { caseName } from '../cases/name.tsx';
import { caseHome, statusName } from '../cases/words.ts';
import { servicesSeen } from '../registrations/filter.ts';

const HERE = '/admin/today';
const BULK = `${HERE}/bulk`;

/** The list as a form: tick some, choose what to do with them, look at it before it is done. */
export function BulkBar({
  visit,
  from,
  children,
}: {
  visit: StaffVisit;
  /** The address of the list, to come back to. */
  from: string;
  children: ComponentChildren;
}): JSX.Element {
  const { db } = visit.parts;
  const destinations = destinationsFrom(db, visit.staff.unitId);
  const colleagues = workersUnder(db, visit.staff).filter(
    ({ id, awayUntil }) => id !== visit.staff.staffId && !(awayUntil && awayUntil > visit.now),
  );
  return (
    <form method="get" action={`${HERE}/preview`} class="bulk" data-bulk>
      <input type="hidden" name="from" value={from} />
      <div class="bulk-bar">
        <label class="all" hidden data-pick-all-box>
          <input type="checkbox" data-pick-all /> Pilih semua di halaman ini
        </label>
        <label for="bulk-do" class="unseen">
          Tindakan untuk yang dipilih
        </label>
        <select id="bulk-do" name="do" required>
          <option value="">Tindakan untuk yang dipilih…</option>
          <option value="take">Ambil</option>
          <option value="return">Kembalikan ke antrean</option>
          {colleagues.length > 0 ? (
            <optgroup label="Serahkan kepada">
              {colleagues.map(({ id, name }) => (
                <option key={id} value={`assign-${id}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          ) : null}
          {destinations.length > 0 ? (
            <optgroup label="Teruskan ke unit">
              {destinations.map(({ id, name, way }) => (
                <option key={id} value={`forward-${id}`}>
                  {way === 'up' ? `${name} (unit di atas)` : name}
                </option>
              ))}
            </optgroup>
          ) : null}
          {bulkStages(visit).length > 0 ? (
            <optgroup label="Tahap">
              {bulkStages(visit).map(({ stage, services }) => (
                <option key={stage} value={`stage-${stage}`}>
                  {stageAction('registered', stage)} ({services.join(', ')})
                </option>
              ))}
            </optgroup>
          ) : null}
        </select>
        <button type="submit" class="secondary">
          Lihat dulu <Icon name="next" />
        </button>
        <span class="muted" role="status" data-picked />
      </div>
      {children}
    </form>
  );
}

/** The stages to which somebody may take many at once, with the services that have them. */
function bulkStages(visit: StaffVisit): { stage: (typeof BULK_STAGES)[number]; services: string[] }[] {
  const seen = servicesSeen(visit);
  return BULK_STAGES.map((stage) => ({
    stage,
    services: servicesTakenTo(stage)
      .filter((service) => seen.includes(service))
      .map((service) => SERVICE_NAMES[service].toLowerCase()),
  })).filter(({ services }) => services.length > 0);
}

const listAddress = (text: string | undefined): string =>
  text && /^\/admin\/today(\?[\w=&-]*)?$/.test(text) ? text : HERE;

/** `assign-12` as it stands in the address and in the form. */
function wishIn(text: string | undefined): BulkWish | undefined {
  const [kind = '', to = ''] = (text ?? '').split('-');
  const id = /^\d{1,12}$/.test(to) ? Number(to) : 0;
  if (kind === 'take' || kind === 'return') return { kind };
  if ((kind === 'assign' || kind === 'forward') && id > 0) return { kind, to: id };
  const stage = BULK_STAGES.find((known) => known === to);
  return kind === 'stage' && stage ? { kind, to: stage } : undefined;
}

/** `c12=5`: case 12 in version 5. */
function chosenIn(fields: Readonly<Record<string, string>>): Chosen {
  const found = Object.entries(fields).flatMap(([name, value]): [number, number][] => {
    const id = /^c(\d{1,12})$/.exec(name)?.[1];
    return id && /^\d{1,9}$/.test(value) ? [[Number(id), Number(value)]] : [];
  });
  return new Map(found.slice(0, MOST_AT_ONCE));
}

/** What would happen to each of those that were ticked. Nothing has been changed yet. */
export const bulkPreviewPage: Page = (visit) => {
  const fields = visit.tried?.values ?? visit.query;
  const back = listAddress(fields.from);
  const wish = wishIn(fields.do);
  const chosen = chosenIn(fields);
  if (!wish || chosen.size === 0) return nothingChosen(back);
  const preview = previewBulk(visit.parts.db, visit.staff, visit.now, { wish, chosen });
  readList(visit, preview.lines.length);
  return {
    outcome: 'page',
    title: 'Sebelum diubah',
    body: <Preview visit={visit} wish={wish} preview={preview} back={back} asked={fields.do ?? ''} />,
  };
};

function nothingChosen(back: string): Answer {
  return {
    outcome: 'page',
    title: 'Belum ada yang dipilih',
    body: (
      <div class="narrow">
        <h1>Belum ada yang dipilih</h1>
        <p>Centang sedikitnya satu permintaan, lalu pilih tindakannya.</p>
        <p>
          <a href={back} class="button">
            Kembali ke daftar
          </a>
        </p>
      </div>
    ),
  };
}

function wishWords(visit: StaffVisit, wish: BulkWish): string {
  switch (wish.kind) {
    case 'take':
      return 'Ambil';
    case 'assign':
      return `Serahkan kepada ${assignee(visit.parts.db, wish.to)?.name ?? 'petugas lain'}`;
    case 'return':
      return 'Kembalikan ke antrean';
    case 'forward':
      return `Teruskan ke ${unitById(visit.parts.db, wish.to)?.name ?? 'unit lain'}`;
    case 'stage':
      return stageAction('registered', wish.to);
  }
}

const BARRIER_WORDS: Record<Barrier, string> = {
  changed: 'baru saja diubah petugas lain; buka daftarnya lagi',
  ended: 'sudah berakhir',
  already: 'sudah begitu',
  held: 'sedang dipegang petugas lain; serahkan dengan alasan',
  unfit: 'petugas ini tidak bisa memegangnya',
  notThere: 'unit itu tidak di bawah atau tepat di atas unit permintaan ini',
  noSuchStep: 'dari tahapnya sekarang tidak bisa ke sana',
};

function Preview({
  visit,
  wish,
  preview,
  back,
  asked,
}: {
  visit: StaffVisit;
  wish: BulkWish;
  preview: BulkPreview;
  back: string;
  asked: string;
}): JSX.Element {
  const changing = preview.lines.filter(({ barrier }) => barrier === undefined);
  const staying = preview.lines.filter(({ barrier }) => barrier !== undefined);
  return (
    <div class="medium">
      <p class="trail">
        <a href={back}>Hari ini</a> <Icon name="next" /> Sebelum diubah
      </p>
      <h1>
        {wishWords(visit, wish)}: {changing.length} permintaan
      </h1>
      {changing.length === 0 ? (
        <p class="notice calm">
          <Icon name="warning" /> Tidak ada yang bisa diubah. Alasannya di bawah.
        </p>
      ) : (
        <Card title="Yang akan diubah" icon="check" id="changing">
          <Lines lines={changing} after={afterwards(visit, wish)} />
          <Form visit={visit} action={BULK}>
            <input type="hidden" name="do" value={asked} />
            <input type="hidden" name="from" value={back} />
            {changing.map(({ row }) => (
              <input key={row.id} type="hidden" name={`c${row.id}`} value={row.version} />
            ))}
            <p>{consequence(wish, preview)}</p>
            {preview.needsReason ? (
              <TextField
                visit={visit}
                action={BULK}
                name="reason"
                label="Alasan, dibaca petugas lain"
                maxLength={300}
                required
              />
            ) : null}
            <div class="row">
              <button type="submit">Ya, ubah {changing.length} permintaan</button>
              <a href={back} class="button secondary">
                Tidak
              </a>
            </div>
          </Form>
        </Card>
      )}
      {staying.length > 0 ? (
        <Card title={`Yang tetap seperti sekarang (${staying.length})`} icon="lock" id="staying">
          <Lines lines={staying} />
        </Card>
      ) : null}
      {changing.length === 0 ? (
        <p>
          <a href={back} class="button">
            Kembali ke daftar
          </a>
        </p>
      ) : null}
    </div>
  );
}

const afterwards = (visit: StaffVisit, wish: BulkWish): string | undefined =>
  ({
    take: visit.staff.name,
    assign: wish.kind === 'assign' ? assignee(visit.parts.db, wish.to)?.name : undefined,
    return: 'belum ada petugas',
    forward: wish.kind === 'forward' ? unitById(visit.parts.db, wish.to)?.name : undefined,
    stage: wish.kind === 'stage' ? stageName(wish.to, 'id') : undefined,
  })[wish.kind];

function consequence(wish: BulkWish, { tellsCitizens }: BulkPreview): string {
  if (wish.kind === 'stage')
    return `${tellsCitizens} pemohon diberi tahu lewat WhatsApp. Tahap tidak bisa dibatalkan dari sini.`;
  if (wish.kind === 'forward')
    return 'Di unit tujuan belum ada petugasnya. Bisa dibatalkan selama 15 menit, sejauh belum ada yang mengubahnya.';
  return 'Pemohon tidak diberi tahu. Bisa dibatalkan selama 15 menit, sejauh belum ada yang mengubahnya.';
}

function Lines({ lines, after }: { lines: BulkPreview['lines']; after?: string | undefined }): JSX.Element {
  return (
    <ul class="plain-list bulk-lines">
      {lines.map(({ row, barrier }) => (
        <li key={row.id}>
          <a href={caseHome(row)} class="grow">
            {caseName(row)} <span class="code muted">{row.code}</span>
          </a>
          <span class="muted small">
            {barrier
              ? BARRIER_WORDS[barrier]
              : `${statusName(row.status)}, ${row.assigneeName ?? 'belum ada petugas'}${after ? ` → ${after}` : ''}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

// Each case is a field of its own, so that none comes twice.
const bulkForm = z
  .object({ do: z.string().max(40), from: optionalWords(300), reason: optionalWords(300) })
  .catchall(z.string().max(40));

/** Does one thing to all of those that were previewed. */
export const bulkDeed: Deed<z.infer<typeof bulkForm>> = {
  form: bulkForm,
  page: bulkPreviewPage,
  back: () => HERE,
  carryOut(ctx, visit, form) {
    const wish = wishIn(form.do);
    const chosen = chosenIn(form);
    const back = listAddress(form.from);
    if (!wish || chosen.size === 0) return { outcome: 'notFound' };
    const done = carryOutBulk(ctx, visit.staff, { wish, chosen, reason: form.reason });
    if (done.outcome === 'reasonNeeded')
      return { outcome: 'mistake', errors: { reason: 'Tulis alasannya, paling sedikit 3 huruf.' } };
    const left = done.preview.lines.filter(({ barrier }) => barrier !== undefined);
    if (left.length === 0 && done.actionId !== undefined)
      return { outcome: 'done', to: `${back}${back.includes('?') ? '&' : '?'}did=${done.actionId}` };
    return {
      outcome: 'shown',
      answer: resultPage(visit, {
        title: `${done.changed} diubah, ${left.length} tidak`,
        lines: left,
        back,
        actionId: done.actionId,
      }),
    };
  },
};

function resultPage(
  visit: StaffVisit,
  {
    title,
    lines,
    back,
    actionId,
  }: { title: string; lines: BulkPreview['lines']; back: string; actionId: number | undefined },
): Answer {
  return {
    outcome: 'page',
    title,
    body: (
      <div class="medium">
        <h1>{title}</h1>
        <Card title="Yang tetap seperti sekarang" icon="lock" id="staying">
          <Lines lines={lines} />
        </Card>
        {actionId === undefined ? null : <Undo visit={visit} id={actionId} />}
        <p>
          <a href={back} class="button">
            Kembali ke daftar
          </a>
        </p>
      </div>
    ),
  };
}

/** Says above the list what was just done to many, and takes it back while that is possible. */
export function Done({ visit }: { visit: StaffVisit }): JSX.Element | null {
  const id = Number(visit.query.did);
  return Number.isSafeInteger(id) && id > 0 ? <Undo visit={visit} id={id} /> : null;
}

function Undo({ visit, id }: { visit: StaffVisit; id: number }): JSX.Element {
  const { staff, now, parts } = visit;
  const open = undoable(parts.db, { id, staffId: staff.staffId, now });
  if (!open) {
    return (
      <p class="notice good" role="status">
        <Icon name="check" /> Sudah diubah.
      </p>
    );
  }
  return (
    <div class="notice good undo" role="status">
      <p>
        <Icon name="check" /> {open.count} permintaan diubah. Bisa dibatalkan sampai{' '}
        {clockWords(visit, open.until)}.
      </p>
      <Form visit={visit} action={`${HERE}/undo/${id}`}>
        <button type="submit" class="secondary">
          <Icon name="undo" /> Batalkan
        </button>
      </Form>
    </div>
  );
}

/** Takes a bulk action back. */
export const undoBulkDeed: Deed<unknown> = {
  form: z.unknown(),
  // Its only button stands above the list.
  page: (visit) => nothingChosen(listAddress(visit.query.from)),
  back: () => HERE,
  carryOut(ctx, visit) {
    const undone = undoBulk(ctx, Number(visit.params.bulkId));
    if (undone.outcome === 'tooLate')
      return { outcome: 'shown', answer: undoneAnswer('Tidak bisa dibatalkan lagi', []) };
    if (undone.left.length === 0) return { outcome: 'done', notice: 'bulkUndone' };
    return {
      outcome: 'shown',
      answer: undoneAnswer(`${undone.count} dibatalkan, ${undone.left.length} tidak`, undone.left),
    };
  },
};

function undoneAnswer(title: string, left: readonly { id: number; code: string }[]): Answer {
  return {
    outcome: 'page',
    title,
    body: (
      <div class="medium">
        <h1>{title}</h1>
        <p>
          {left.length === 0
            ? 'Pembatalan berlaku 15 menit dan sekali saja. Ubah satu per satu dari halaman permintaannya.'
            : 'Yang berikut sudah diubah orang lain sejak itu, jadi dibiarkan seperti sekarang:'}
        </p>
        {left.length === 0 ? null : (
          <ul>
            {left.map(({ id, code }) => (
              <li key={id}>
                <a href={`/admin/cases/${id}`} class="code">
                  {code}
                </a>
              </li>
            ))}
          </ul>
        )}
        <p>
          <a href={HERE} class="button">
            Kembali ke daftar
          </a>
        </p>
      </div>
    ),
  };
}
