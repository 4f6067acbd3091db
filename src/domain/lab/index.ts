import { sql } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { statement } from '../../db/statement.ts';
import { changesBetween } from '../changes.ts';
import type { DomainContext } from '../context.ts';
import { type FieldProblem, problemsOf } from '../values/field-problem.ts';
import { type LabSettings, labSettingsSchema } from '../values/lab-settings.ts';
import { contradictions } from './rules.ts';
import { settings } from './table.ts';

/** What came of changing the lab's settings; nothing is saved unless all of it is right. */
export type LabSaved = { outcome: 'saved' } | { outcome: 'invalid'; problems: FieldProblem[] };

/**
 * The lab's settings as they are now; what nobody has set has its default. A key this version does
 * not know is left alone.
 *
 * @throws with the key's name when a row is damaged: better no bot than one with wrong opening hours
 */
export function readLab(db: Db, timeZone: string): LabSettings {
  const stored: Record<string, unknown> = {};
  for (const { key, value } of allRows(db).all()) {
    if (isSetting(key)) stored[key] = parsed(key, value);
  }
  return { ...labSettingsSchema.parse(stored), timeZone };
}

/**
 * Changes the settings named in `changes` and leaves the others.
 *
 * @param changes setting → value, as checked by `labSettingsSchema`; an unknown name is a problem
 */
export function saveLab(ctx: DomainContext, changes: Readonly<Record<string, unknown>>): LabSaved {
  const unknown = Object.keys(changes).filter((key) => !isSetting(key));
  if (unknown.length > 0) {
    const problem = 'Pengaturan ini tidak dikenal.';
    return { outcome: 'invalid', problems: unknown.map((field) => ({ field, problem })) };
  }
  const { timeZone, ...before } = readLab(ctx.tx, ctx.lab.timeZone);
  const checked = labSettingsSchema.safeParse({ ...before, ...changes });
  if (!checked.success) return { outcome: 'invalid', problems: problemsOf(checked.error) };
  const problems = contradictions(checked.data);
  if (problems.length > 0) return { outcome: 'invalid', problems };

  const changed = changesBetween(before, checked.data);
  for (const [key, { to: value }] of Object.entries(changed)) {
    ctx.tx
      .insert(settings)
      .values({ key, value })
      .onConflictDoUpdate({ target: settings.key, set: { value } })
      .run();
  }
  const fields = Object.keys(changed);
  if (fields.length > 0) ctx.record({ kind: 'lab.changed', fields, changes: changed });
  return { outcome: 'saved' };
}

type SettingKey = keyof typeof labSettingsSchema.shape;

const isSetting = (key: string): key is SettingKey => Object.hasOwn(labSettingsSchema.shape, key);

function parsed(key: SettingKey, value: string): unknown {
  try {
    return labSettingsSchema.shape[key].parse(JSON.parse(value));
  } catch (cause) {
    throw new Error(`setting ${key} is damaged; correct or delete its row in the table settings`, { cause });
  }
}

// The raw text, so that a damaged row can be named.
const allRows = statement((db) =>
  db
    .select({ key: settings.key, value: sql<string>`${settings.value}` })
    .from(settings)
    .prepare(),
);
