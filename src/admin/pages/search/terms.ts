import { categoryOf } from '../../../../templates/messages/services.ts';
import {
  CASE_SORTS,
  type CaseSearch,
  type CaseSort,
  maskedSought,
  placedCase,
  SEARCH_CHARACTERS,
} from '../../../domain/cases/index.ts';
import { PHASES, SOURCES } from '../../../domain/cases/values.ts';
import { reaches } from '../../../domain/staff/values.ts';
import { parseLabDay } from '../../../domain/values/lab-day.ts';
import { SERVICES } from '../../../domain/values/services.ts';
import { soughtIn, soughtTerm } from '../../sought.ts';
import type { StaffVisit } from '../../visit.ts';

/** How many results a page may have. */
export const PAGE_SIZES = [20, 50, 100] as const;
const USUAL_SIZE = 50;

/** A search as the address has it. */
export interface Terms {
  search: CaseSearch;
  sort: CaseSort;
  size: number;
  after: number | undefined;
  /** Its words were sealed in a session that is over. */
  isForgotten: boolean;
}

type Texts = Readonly<Record<string, string>>;

/** Reads a search out of an address or a form; what cannot be read is as if it were not said. */
export function termsIn(visit: StaffVisit, texts: Texts): Terms {
  const { words, isForgotten } = soughtIn(visit, texts);
  const from = parseLabDay(texts.from ?? '');
  const to = parseLabDay(texts.to ?? '');
  const unitId = idIn(texts.unit);
  const service = SERVICES.find((known) => known === texts.service);
  const phase = [...PHASES, 'unfinished' as const].find((known) => known === texts.phase);
  const source = SOURCES.find((known) => known === texts.source);
  const assigneeId = texts.officer === 'none' ? ('none' as const) : idIn(texts.officer);
  const status = texts.status?.slice(0, 40);
  const category = categoryOf(texts.category?.trim().slice(0, SEARCH_CHARACTERS) ?? '');
  return {
    search: {
      ...(words && { words }),
      ...(service && { service }),
      ...(unitId && { unitId }),
      ...(status && { status }),
      ...(category && { category }),
      ...(from && { from }),
      ...(to && { to }),
      ...(assigneeId && { assigneeId }),
      ...(phase && { phase }),
      ...(texts.late === 'on' && { late: true as const }),
      ...(source && { source }),
    },
    sort: CASE_SORTS.find((known) => known === texts.sort) ?? 'newest',
    size: PAGE_SIZES.find((known) => String(known) === texts.size) ?? USUAL_SIZE,
    after: afterIn(visit, texts.after),
    isForgotten,
  };
}

/** The search as it stands in an address: what says who somebody is is sealed. */
export function queryOf(
  visit: StaffVisit,
  { search, sort, size }: Pick<Terms, 'search' | 'sort' | 'size'>,
  after?: number,
): URLSearchParams {
  return new URLSearchParams([
    ...soughtTerm(visit, search.words),
    ...Object.entries(filtersOf(search)),
    ...(sort === 'newest' ? [] : [['sort', sort]]),
    ...(size === USUAL_SIZE ? [] : [['size', String(size)]]),
    ...(after ? [['after', String(after)]] : []),
  ]);
}

/** Where what a search finds is asked for as a file, the newest first. */
export const exportAddress = (visit: StaffVisit, search: CaseSearch): string =>
  `/admin/exports/new?${queryOf(visit, { search, sort: 'newest', size: USUAL_SIZE })}`;

/** What narrows a search besides its words, as the fields of its form have it. */
function filtersOf({ words: _words, unitId, assigneeId, late, ...same }: CaseSearch): Texts {
  return {
    ...same,
    ...(unitId && { unit: String(unitId) }),
    ...(assigneeId && { officer: String(assigneeId) }),
    ...(late && { late: 'on' }),
  };
}

/** The search as it may be kept: nobody can be read out of it. */
export function maskedTerms({ search, sort }: Pick<Terms, 'search' | 'sort'>): string {
  const words = maskedSought(search.words ?? '');
  const filters = Object.entries(filtersOf(search)).map(([name, value]) => `${name}=${value}`);
  return [
    ...(words ? [`words=${words}`] : []),
    ...filters,
    ...(sort === 'newest' ? [] : [`sort=${sort}`]),
  ].join(' ');
}

/** How many of the further fields are in use. */
export const furtherTerms = ({ search }: Terms): number => Object.keys(filtersOf(search)).length;

/** A case out of reach marks no place in a list: what comes after it would tell its name. */
function afterIn(visit: StaffVisit, text: string | undefined): number | undefined {
  const id = idIn(text);
  const last = id === undefined ? undefined : placedCase(visit.parts.db, id);
  return last && reaches(visit.staff, last) ? id : undefined;
}

function idIn(text: string | undefined): number | undefined {
  const id = Number(text);
  return text && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
