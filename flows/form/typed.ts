import type { FileKind } from '../answers/file.ts';
import type { Heard } from '../kit.ts';
import type { Field, Typed } from './page.ts';

/** A form as browsers send it: the text of each field by its name. */
export type Body = Readonly<Record<string, string>>;

/** The name under which a part of a row is sent. */
export const partName = (key: string, row: number, part: string): string => `${key}.${row}.${part}`;
/** The name of the tick that an unexpected answer is right. */
export const confirmName = (key: string): string => `${key}-confirmed`;
/** The name of the choice about a file with mistakes. */
export const choiceName = (key: string): string => `${key}-choice`;
/** The name of the tick at one of the tests. */
export const testName = (key: string, id: number): string => `${key}-test-${id}`;

/** What was typed, question by question, with the files that came with it. */
export function typedIn(
  fields: readonly Field[],
  body: Body,
  files: ReadonlyMap<string, NonNullable<Heard['file']>>,
): ReadonlyMap<string, Typed> {
  return new Map(
    fields.map(({ key, page }): [string, Typed] => {
      const file = files.get(key);
      return [
        key,
        {
          text: body[key] ?? '',
          rows: page.kind === 'tests' ? ticksIn(key, body) : rowsIn(key, body),
          ...(file && { file }),
          isConfirmed: body[confirmName(key)] === 'on',
          choice: body[choiceName(key)] ?? '',
        },
      ];
    }),
  );
}

/** How many rows of a field were sent. */
export const rowCount = (key: string, body: Body): number => rowsIn(key, body).length;

/** More than any form draws: what is beyond is nobody's honest row. */
const MOST_ROWS = 20;

function rowsIn(key: string, body: Body): Record<string, string>[] {
  const rows: Record<string, string>[] = [];
  for (const [name, value] of Object.entries(body)) {
    const [, at, part] = name.startsWith(`${key}.`) ? (/\.(\d{1,2})\.(\w+)$/.exec(name) ?? []) : [];
    const place = Number(at);
    if (part === undefined || place >= MOST_ROWS) continue;
    while (rows.length <= place) rows.push({});
    rows[place] = { ...rows[place], [part]: value };
  }
  return rows;
}

function ticksIn(key: string, body: Body): { id: string }[] {
  const start = testName(key, 0).slice(0, -1);
  return Object.entries(body).flatMap(([name, value]) => {
    const id = name.startsWith(start) ? name.slice(start.length) : '';
    return value === 'on' && /^\d{1,9}$/.test(id) ? [{ id }] : [];
  });
}

/** What the lab keeps each kind of file as, and how browsers name it when one is chosen. */
export const FILES: Record<
  FileKind,
  { stored: readonly ('pdf' | 'jpeg' | 'png' | 'xlsx' | 'xls')[]; chosen: string }
> = {
  pdf: { stored: ['pdf'], chosen: '.pdf,application/pdf' },
  photo: { stored: ['jpeg', 'png'], chosen: 'image/jpeg,image/png' },
  sheet: { stored: ['xlsx', 'xls'], chosen: '.xlsx,.xls' },
};

/** The kinds of file a field takes. */
export const kindsOf = ({ page }: Field): readonly FileKind[] => page.accepts ?? ['pdf'];
