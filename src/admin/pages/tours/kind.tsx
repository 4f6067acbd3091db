import type { JSX } from 'preact';
import { z } from 'zod';
import { changesOf } from '../../../domain/journal.ts';
import {
  type KindSaved,
  retireTourKind,
  reviveTourKind,
  saveTourKind,
  type TourKind,
  tourKindById,
} from '../../../domain/tours/index.ts';
import { comparisonPage } from '../../comparison.tsx';
import { thousands } from '../../facts.ts';
import { TextArea, TextField } from '../../fields.tsx';
import { versioned } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Badge, Card, Form } from '../../pieces.tsx';
import type { Answer, Deed, Done, Page, StaffVisit } from '../../visit.ts';
import { TOUR_KIND_FIELD_NAMES } from '../../words.ts';

const LIST = '/admin/tours/kinds';

function kindIn(visit: StaffVisit): TourKind | undefined {
  const id = Number(visit.params.id);
  return Number.isSafeInteger(id) && id > 0 ? tourKindById(visit.parts.db, id) : undefined;
}

/** The form for a kind of tour that does not exist yet. */
export const newTourKindPage: Page = (visit) => editPage(visit, undefined);

/** The form for one kind. */
export const tourKindPage: Page = (visit) => {
  const kind = kindIn(visit);
  return kind ? editPage(visit, kind) : { outcome: 'notFound' };
};

function editPage(visit: StaffVisit, kind: TourKind | undefined): Answer {
  const action = kind ? `${LIST}/${kind.id}` : `${LIST}/new`;
  const title = kind?.name ?? 'Jenis wisata baru';
  const field = (name: keyof typeof TOUR_KIND_FIELD_NAMES, longest: number) => ({
    visit,
    action,
    name,
    label: TOUR_KIND_FIELD_NAMES[name],
    value: kind ? (name === 'priceRupiah' ? thousands(kind.priceRupiah) : String(kind[name])) : '',
    maxLength: longest,
    required: true,
  });
  return {
    outcome: 'page',
    title,
    body: (
      <div class="medium">
        <p class="trail">
          <a href={LIST}>Wisata ilmiah</a> <Icon name="next" /> {kind ? kind.name : 'Baru'}
        </p>
        <div class="page-head">
          <h1>{title}</h1>
          {kind?.retiredAt ? <Badge tone="grey">Tidak lagi ditawarkan</Badge> : null}
        </div>
        <Card title="Yang dibaca warga" icon="building" id="kind">
          <Form
            visit={visit}
            action={action}
            {...(kind && { version: kind.version, seen: lastChange(visit, kind) })}
          >
            <div class="pair">
              <TextField {...field('name', 60)} hint="Contoh: Laboratorium mikrobiologi" />
              <TextField {...field('nameEn', 60)} />
            </div>
            <TextArea {...field('about', 120)} rows={2} hint="Satu kalimat." />
            <TextArea {...field('aboutEn', 120)} rows={2} />
            <div class="pair">
              <TextField {...field('smallestGroup', 5)} inputMode="numeric" />
              <TextField
                {...field('largestGroup', 6)}
                inputMode="numeric"
                hint={`Aula memuat ${visit.lab.tourVisitorsPerDay} orang sehari (di Pengaturan).`}
              />
            </div>
            <div class="pair">
              <TextField {...field('hours', 2)} inputMode="numeric" />
              <TextField
                {...field('priceRupiah', 14)}
                inputMode="numeric"
                hint="Contoh: 15.000. Tanpa biaya: 0"
              />
            </div>
            <button type="submit">Simpan</button>
          </Form>
        </Card>
        {kind ? <Offering visit={visit} kind={kind} /> : null}
      </div>
    ),
  };
}

function Offering({ visit, kind }: { visit: StaffVisit; kind: TourKind }): JSX.Element {
  const hidden = { visit, version: kind.version, seen: lastChange(visit, kind) };
  return kind.retiredAt ? (
    <Form {...hidden} action={`${LIST}/${kind.id}/revive`}>
      <button type="submit" class="secondary">
        <Icon name="undo" /> Tawarkan lagi
      </button>
    </Form>
  ) : (
    <details class="act grave">
      <summary>Berhenti menawarkan</summary>
      <div>
        <p>Rombongan yang sudah terdaftar tidak berubah. Warga tidak bisa lagi memilih jenis ini.</p>
        <Form {...hidden} action={`${LIST}/${kind.id}/retire`}>
          <button type="submit" class="danger">
            Ya, berhenti menawarkan
          </button>
        </Form>
      </div>
    </details>
  );
}

const lastChange = (visit: StaffVisit, kind: TourKind): number =>
  changesOf(visit.parts.db, `tourKind:${kind.id}`).at(-1)?.id ?? 0;

// The domain checks the fields; here only what would not be text is kept out.
const text = z.string().max(1000).optional().default('');
const fields = z.object({
  name: text,
  nameEn: text,
  about: text,
  aboutEn: text,
  hours: text,
  smallestGroup: text,
  largestGroup: text,
  priceRupiah: text,
});
const changedFields = fields.extend(versioned());

/** Adds a kind of tour. */
export const addTourKindDeed: Deed<z.infer<typeof fields>> = {
  form: fields,
  page: newTourKindPage,
  back: () => LIST,
  carryOut: (ctx, visit, form) => answerTo(visit, form, 0, saveTourKind(ctx, { fields: form })),
};

/** Changes a kind; registrations keep the name and price of their day. */
export const changeTourKindDeed: Deed<z.infer<typeof changedFields>> = {
  form: changedFields,
  page: tourKindPage,
  back: () => LIST,
  carryOut(ctx, visit, { version, seen, ...form }) {
    const kind = kindIn(visit);
    if (!kind) return { outcome: 'notFound' };
    const saved = saveTourKind(ctx, { id: kind.id, expectedVersion: version, fields: form });
    return answerTo(visit, form, seen, saved);
  },
};

const movedForm = z.object(versioned());

function moveDeed(
  move: typeof retireTourKind,
  notice: 'kindRetired' | 'kindRevived',
): Deed<z.infer<typeof movedForm>> {
  return {
    form: movedForm,
    page: tourKindPage,
    back: (visit) => `${LIST}/${visit.params.id}`,
    carryOut(ctx, visit, { version, seen }) {
      const kind = kindIn(visit);
      if (!kind) return { outcome: 'notFound' };
      const moved = move(ctx, { id: kind.id, expectedVersion: version });
      return moved.outcome === 'saved' ? { outcome: 'done', notice } : answerTo(visit, {}, seen, moved);
    },
  };
}

/** Takes a kind off the list. */
export const retireTourKindDeed = moveDeed(retireTourKind, 'kindRetired');
/** Puts a kind back on the list. */
export const reviveTourKindDeed = moveDeed(reviveTourKind, 'kindRevived');

function answerTo(visit: StaffVisit, form: Record<string, string>, seen: number, saved: KindSaved): Done {
  switch (saved.outcome) {
    case 'saved':
      return { outcome: 'done', notice: 'saved', to: `${LIST}/${saved.id}` };
    case 'invalid':
      return {
        outcome: 'mistake',
        errors: Object.fromEntries(saved.problems.map(({ field, problem }) => [field, problem])),
      };
    case 'stale':
      return stale(visit, form, seen, saved.current);
  }
}

function stale(visit: StaffVisit, form: Record<string, string>, seen: number, current: TourKind): Done {
  const kept = new Map<string, unknown>(Object.entries(current));
  const rows = Object.entries(TOUR_KIND_FIELD_NAMES).map(([field, name]) => ({
    name,
    wanted: form[field] ?? 'tidak diubah',
    now: String(kept.get(field)),
  }));
  return {
    outcome: 'stale',
    comparison: comparisonPage(visit, {
      subject: `tourKind:${current.id}`,
      seen,
      back: `${LIST}/${current.id}`,
      rows: rows.filter((row) => row.wanted !== row.now),
    }),
  };
}
