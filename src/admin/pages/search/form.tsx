import type { ComponentChildren, JSX } from 'preact';
import { categoryName, serviceName, sourceName } from '../../../../templates/messages/services.ts';
import { stageName } from '../../../../templates/messages/stages.ts';
import { SEARCH_CHARACTERS, workersUnder } from '../../../domain/cases/index.ts';
import { SOURCES } from '../../../domain/cases/values.ts';
import { stagesOf } from '../../../domain/registrations/index.ts';
import { STAGES, type Stage } from '../../../domain/registrations/table.ts';
import { unitsWithin } from '../../../domain/units/index.ts';
import { isRegistered, SERVICES } from '../../../domain/values/services.ts';
import { Icon } from '../../icons.tsx';
import { soughtShown, soughtTerm } from '../../sought.ts';
import type { StaffVisit } from '../../visit.ts';
import { PHASE_NAMES, SORT_NAMES } from './spoken.ts';
import { furtherTerms, PAGE_SIZES, type Terms } from './terms.ts';

/** One box, and the further fields below it. It is sent as a form: what is typed may be a NIK. */
export function SearchForm({
  visit,
  terms,
  isOpen,
}: {
  visit: StaffVisit;
  terms: Terms;
  /** Whether the further fields are shown at once. */
  isOpen: boolean;
}): JSX.Element {
  const { words = '' } = terms.search;
  return (
    <form method="post" action="/admin/search" class="card search-form">
      <Sealed visit={visit} words={words} />
      <div class="row">
        <div class="field">
          <label for="search-words">Cari</label>
          <input
            id="search-words"
            type="search"
            name="words"
            value={soughtShown(words)}
            maxLength={SEARCH_CHARACTERS}
            placeholder="Kode, #26, nama, NIK, nomor HP, atau kata"
            autoComplete="off"
          />
        </div>
        <button type="submit">
          <Icon name="search" /> Cari
        </button>
      </div>
      <Further visit={visit} terms={terms} isOpen={isOpen} />
    </form>
  );
}

/** What was typed before and stands in no address, so that another field can be added to it. */
export function Sealed({
  visit,
  words,
}: {
  visit: StaffVisit;
  words: string | undefined;
}): JSX.Element | null {
  const [[name, value] = []] = soughtTerm(visit, words);
  return name === 'sealed' ? <input type="hidden" name={name} value={value} /> : null;
}

function Further({
  visit,
  terms,
  isOpen,
}: {
  visit: StaffVisit;
  terms: Terms;
  isOpen: boolean;
}): JSX.Element {
  const { search, sort, size } = terms;
  const units = unitsWithin(visit.parts.db, visit.staff);
  const services = visit.staff.role === 'serviceOfficer' ? visit.staff.services : SERVICES;
  const inUse = furtherTerms(terms);
  return (
    <details open={isOpen && inUse > 0}>
      <summary>Pencarian lebih lanjut{inUse > 0 ? ` (${inUse} terisi)` : ''}</summary>
      <div class="further">
        <Choice name="service" label="Layanan" value={search.service}>
          {services.map((one) => [one, serviceName(one, 'id')])}
        </Choice>
        <Choice name="unit" label="Unit" value={search.unitId}>
          {units.map(({ id, name, depth }) => [String(id), `${'– '.repeat(depth)}${name}`])}
        </Choice>
        <Choice name="status" label="Status" value={search.status}>
          {statusesOf(search).map((one) => [one, stageName(one, 'id')])}
        </Choice>
        <Choice name="phase" label="Keadaan" value={search.phase}>
          {Object.entries(PHASE_NAMES)}
        </Choice>
        <Choice name="officer" label="Petugas" value={search.assigneeId}>
          {[
            ['none', 'Belum ada petugas'],
            ...workersUnder(visit.parts.db, visit.staff).map(({ id, name }): [string, string] => [
              String(id),
              name,
            ]),
          ]}
        </Choice>
        <Choice name="source" label="Datang lewat" value={search.source}>
          {SOURCES.map((one) => [one, sourceName(one, 'id')])}
        </Choice>
        <Field name="category" label="Kategori">
          <input
            id="search-category"
            name="category"
            value={categoryShown(search.category)}
            maxLength={SEARCH_CHARACTERS}
          />
        </Field>
        <Field name="from" label="Masuk sejak">
          <input id="search-from" type="date" name="from" value={search.from} />
        </Field>
        <Field name="to" label="Sampai">
          <input id="search-to" type="date" name="to" value={search.to} />
        </Field>
        <Choice name="sort" label="Urutan" value={sort} always>
          {Object.entries(SORT_NAMES)}
        </Choice>
        <Choice name="size" label="Per halaman" value={size} always>
          {PAGE_SIZES.map((one) => [String(one), String(one)])}
        </Choice>
        <label class="tick" for="search-late">
          <input id="search-late" type="checkbox" name="late" checked={search.late} />
          <span>Hanya yang lewat tenggat</span>
        </label>
      </div>
      <p>
        <a href="/admin/search">Kosongkan semua</a>
      </p>
    </details>
  );
}

/** The stages of the service that is sought, or of all of them; what is chosen is always among them. */
function statusesOf({ service, status }: Terms['search']): Stage[] {
  const own = service && isRegistered(service) ? stagesOf(service) : [...STAGES];
  return STAGES.filter((stage) => own.includes(stage) || stage === status);
}

const categoryShown = (category: string | undefined): string | undefined =>
  category && categoryName(category, 'id');

function Choice({
  name,
  label,
  value,
  always,
  children,
}: {
  name: string;
  label: string;
  value: string | number | undefined;
  /** One of them always holds. */
  always?: boolean;
  children: readonly (readonly string[])[];
}): JSX.Element {
  return (
    <Field name={name} label={label}>
      <select id={`search-${name}`} name={name}>
        {always ? null : <option value="">Semua</option>}
        {children.map(([choice = '', words = '']) => (
          <option key={choice} value={choice} selected={choice === String(value ?? '')}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  );
}

function Field({
  name,
  label,
  children,
}: {
  name: string;
  label: string;
  children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="field">
      <label for={`search-${name}`}>{label}</label>
      {children}
    </div>
  );
}
