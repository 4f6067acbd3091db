import { eq } from 'drizzle-orm';
import type { Db } from '../../db/open.ts';
import { staffIdOf } from '../actor.ts';
import { hoursOf } from '../calendar/index.ts';
import { filledReply, unknownVariables } from '../canned-replies/values.ts';
import { addNote, type Case, caseById } from '../cases/index.ts';
import { citizenById, isHandled, reply } from '../citizens/index.ts';
import type { DomainContext } from '../context.ts';
import { changeStage, nextStages, reasonIn, registrationNamed } from '../registrations/index.ts';
import { STAGES, type Stage } from '../registrations/table.ts';
import { staff } from '../staff/table.ts';
import type { Macro } from '../values/case-settings.ts';
import { type LabDay, labDayAt } from '../values/lab-day.ts';
import type { LabSettings } from '../values/lab-settings.ts';

/** A macro as it would be carried out on one case now. */
export interface PreparedMacro {
  macro: Macro;
  /** As the citizen would read it; empty when there is none. */
  reply: string;
  /** The stage it leads to, when it leads on. */
  stage: Stage | undefined;
  /** Why it cannot be carried out just now. */
  barrier: 'noSuchStep' | 'noReader' | 'heldByColleague' | undefined;
}

/** The macros for a case's service, each as it would be carried out now, in the order of the settings. */
export function macrosFor(
  db: Db,
  one: Case,
  { staffId, now, lab }: { staffId: number; now: Date; lab: LabSettings },
): PreparedMacro[] {
  const known = knownOf(db, one, { staffId, lab, today: labDayAt(now, lab.timeZone) });
  return lab.macros
    .filter(({ service }) => service === one.service)
    .map((macro) => {
      const stage = STAGES.find((known) => known === macro.stage);
      const prepared = { macro, reply: filledReply(macro.reply, known), stage };
      return { ...prepared, barrier: barrierTo(db, one, prepared, { staffId, now }) };
    });
}

function barrierTo(
  db: Db,
  one: Case,
  { macro, stage, reply: words }: Omit<PreparedMacro, 'barrier'>,
  { staffId, now }: { staffId: number; now: Date },
): PreparedMacro['barrier'] {
  if (macro.stage !== '') {
    const way = nextStages({ service: one.service, stage: one.status }).find(({ to }) => to === stage);
    if (!way || (way.needsReason && reasonIn(macro.reason) === undefined)) return 'noSuchStep';
  }
  if (words === '') return undefined;
  const reader = one.citizenId === null ? undefined : citizenById(db, one.citizenId);
  if (!reader) return 'noReader';
  const isHeld = isHandled(reader, now) && reader.handledBy !== null && reader.handledBy !== staffId;
  return isHeld ? 'heldByColleague' : undefined;
}

/** What came of pressing a macro. */
export type MacroDone =
  | { outcome: 'done' }
  | { outcome: 'stale'; current: Case }
  /** Gone from the settings, or other than it was shown. */
  | { outcome: 'changed' }
  | { outcome: 'barred'; why: NonNullable<PreparedMacro['barrier']> };

/**
 * Answers, takes the next step and leaves a note, all in this transaction or nothing.
 *
 * @param input.shown the reply as the officer saw it: what the citizen reads is what was shown
 */
export function applyMacro(
  ctx: DomainContext,
  input: { caseId: number; expectedVersion: number; name: string; shown: string },
): MacroDone {
  const staffId = staffIdOf(ctx);
  const current = caseById(ctx.tx, input.caseId);
  if (!current) throw new Error(`no case ${input.caseId} for a macro`);
  if (current.version !== input.expectedVersion) return { outcome: 'stale', current };
  const prepared = macrosFor(ctx.tx, current, { staffId, now: ctx.now, lab: ctx.lab }).find(
    ({ macro }) => macro.name === input.name,
  );
  if (!prepared || prepared.reply !== input.shown) return { outcome: 'changed' };
  const { macro, stage, barrier } = prepared;
  if (barrier) return { outcome: 'barred', why: barrier };
  // Each of these was looked at above: if one refuses now, none of it shall have happened.
  if (prepared.reply !== '' && current.citizenId !== null)
    must('replied', reply(ctx, current.citizenId, prepared.reply).outcome, macro);
  if (stage !== undefined) {
    const { id: registrationId, version: expectedVersion } = registrationNamed(ctx, current.subjectId);
    const { reason } = macro;
    must('changed', changeStage(ctx, { registrationId, expectedVersion, to: stage, reason }).outcome, macro);
  }
  if (macro.note !== '') must('added', addNote(ctx, { caseId: current.id, text: macro.note }).outcome, macro);
  return { outcome: 'done' };
}

function must(wanted: string, outcome: string, { name }: Macro): void {
  if (outcome !== wanted) throw new Error(`macro "${name}": ${outcome} where nothing stood in its way`);
}

/** What is wrong with a macro as an administrator wrote it, apart from its shape; undefined when nothing is. */
export function macroProblem(macro: Macro): { field: keyof Macro; problem: string } | undefined {
  const [word] = unknownVariables(macro.reply);
  if (word !== undefined)
    return { field: 'reply', problem: `{${word}} tidak dikenal. Pilih dari daftar di bawah.` };
  if (macro.stage === '') return undefined;
  const { service } = macro;
  const ways = STAGES.flatMap((stage) => nextStages({ service, stage })).filter(
    ({ to }) => to === macro.stage,
  );
  if (ways.length === 0)
    return { field: 'stage', problem: 'Tahap ini tidak bisa dipilih petugas untuk layanan itu.' };
  if (ways.some(({ needsReason }) => needsReason) && reasonIn(macro.reason) === undefined)
    return { field: 'reason', problem: 'Tahap ini memerlukan alasan yang dibaca pemohon.' };
  return undefined;
}

function knownOf(
  db: Db,
  one: Case,
  { staffId, lab, today }: { staffId: number; lab: LabSettings; today: LabDay },
): Parameters<typeof filledReply>[1] {
  const who = db.select({ name: staff.name }).from(staff).where(eq(staff.id, staffId)).get();
  const hours = hoursOf(today, lab);
  return {
    nama: one.personName,
    kode: one.code,
    petugas: who?.name.split(' ')[0] ?? '',
    lab: lab.shortName,
    telepon: lab.phone,
    alamat: lab.address,
    ...(hours && { jam: `${hours.opens.replace(':', '.')}–${hours.closes.replace(':', '.')}` }),
  };
}
