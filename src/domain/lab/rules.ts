import type { z } from 'zod';
import type { FieldProblem } from '../values/field-problem.ts';
import type { labSettingsSchema } from '../values/lab-settings.ts';

/** Everything about a lab but its time zone, which the environment decides. */
type Settings = z.infer<typeof labSettingsSchema>;

/** What is wrong with settings that are each right by themselves. */
export function contradictions(settings: Settings): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const open = settings.openingHours.filter((hours) => hours !== null);
  // "HH:MM" sorts as the clock does.
  if (open.some(({ opens, closes }) => opens >= closes))
    problems.push({ field: 'openingHours', problem: 'Jam tutup harus sesudah jam buka.' });
  if (open.length === 0)
    problems.push({ field: 'openingHours', problem: 'Sedikitnya satu hari dalam seminggu harus buka.' });
  if (settings.leadDays >= settings.horizonDays)
    problems.push({ field: 'leadDays', problem: 'Harus lebih kecil daripada batas hari pendaftaran.' });
  const prefixes = Object.values(settings.codePrefixes);
  const twice = prefixes.find((prefix, index) => prefixes.indexOf(prefix) !== index);
  if (twice !== undefined)
    problems.push({
      field: 'codePrefixes',
      problem: `${twice} dipakai dua kali. Tiap layanan perlu awalan sendiri.`,
    });
  return problems;
}
