import { withMaskedNiks } from '../domain/values/nik.ts';
import type { StaffVisit } from './visit.ts';

/**
 * Writes down that an officer has looked at a list that names people: once for each time it is opened,
 * searched or paged, or shown again with a form that was refused, not for the times it refreshes itself. What was looked for is kept as it stood in
 * the address, with every NIK masked; who was found is not, because the same search finds them again.
 *
 * A search that found nobody is kept too: to learn that somebody is no patient is to learn something.
 *
 * @param asked what was looked for with nobody to be read out of it, where the address says more or less
 */
export function readList(visit: StaffVisit, found: number, asked?: string): void {
  if (visit.background) return;
  const [path = '', query = ''] = visit.url.split('?');
  const said =
    asked ?? Array.from(new URLSearchParams(query), ([name, value]) => `${name}=${value}`).join(' ');
  const search = withMaskedNiks(`${path.replace('/admin/', '')} ${said}`.trim()).slice(0, MOST_CHARACTERS);
  visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) =>
    ctx.record({ kind: 'cases.searched', search, found }),
  );
}

const MOST_CHARACTERS = 300;
