import type { JSX } from 'preact';
import type { WorkRow } from '../../../domain/cases/index.ts';
import { caseHome } from './words.ts';

/** What a case is called in a list: its institution, where it has one, else its person. */
export const caseName = ({ institution, personName }: WorkRow): string =>
  institution || personName || 'Tanpa nama';

/** The first cell of a line: the name that leads to the case, who stands for an institution, the code. */
export function CaseName({ row }: { row: WorkRow }): JSX.Element {
  return (
    <th scope="row" class="name">
      <a href={caseHome(row)}>{caseName(row)}</a>
      {row.institution ? <small>{row.personName}</small> : null}
      <small class="code">{row.number === null ? row.code : `#${row.number} · ${row.code}`}</small>
    </th>
  );
}
