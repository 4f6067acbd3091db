import { expect, test } from 'vitest';
import type { EffectCall, EffectName, OutputOf } from '../../flows/effects.ts';
import { fieldsOf, fillPage, openPage } from '../../flows/form/page.ts';
import { partName, testName, typedIn } from '../../flows/form/typed.ts';
import { laboratoryPlan } from '../../flows/laboratory/index.ts';
import { perform } from '../../src/effects.ts';
import { registrationLab } from '../support/registrations.ts';

const lab = registrationLab();
const moment = { now: '2026-11-20T02:00:00.000Z', today: lab.answers().visitOn } as const;

function fill(body: Record<string, string>) {
  return lab.change((ctx) => {
    const ask = ({ effect, input }: EffectCall) => perform(ctx, effect, input) as OutputOf<EffectName>;
    const at = { ...moment, today: ctx.today };
    const opened = openPage(laboratoryPlan, ask, at);
    if (opened.outcome !== 'open') throw new Error('closed');
    const fields = fieldsOf(laboratoryPlan, opened.view);
    return fillPage(laboratoryPlan, typedIn(fields, body, new Map()), ask, at);
  });
}

const typed = (different: Record<string, string> = {}): Record<string, string> => ({
  personName: 'siti aminah',
  nik: '3308 1057 0890 0001',
  visitOn: '2026-11-23',
  phone: '0812-0000-1111',
  [testName('tests', lab.glucose.id)]: 'on',
  ...different,
});

test('a page gives the answers the chat gives', () => {
  const filled = fill(typed());
  if (filled.outcome !== 'filled') throw new Error(JSON.stringify([...filled.errors]));
  expect(filled.answers).toEqual({
    ...lab.answers(),
    tests: [{ ...lab.glucose, nameEn: 'Gula darah puasa' }],
  });
  expect([...filled.echoes.keys()]).toEqual(['birthDate', 'visitOn']);
});

test('a birth date other than that of the NIK counts once it is ticked', () => {
  const other = { birthDate: '18-08-1990' };
  const asked = fill(typed(other));
  expect(asked.outcome === 'mistakes' && asked.errors.get('birthDate')).toMatchObject({
    wantsConfirmation: true,
    said: { key: 'asking.confirmOtherBirthDate' },
  });
  const ticked = fill(typed({ ...other, 'birthDate-confirmed': 'on' }));
  expect(ticked).toMatchObject({ outcome: 'filled', answers: { birthDate: '1990-08-18' } });
});

test('each mistake stands at its own field, and what hangs on it is not judged', () => {
  const wrong = fill(typed({ nik: '33081057', phone: '12', visitOn: '2026-11-22', personName: '' }));
  expect(wrong.outcome === 'mistakes' && [...wrong.errors.keys()]).toEqual([
    'personName',
    'nik',
    'visitOn',
    'phone',
  ]);
  expect(wrong.outcome === 'mistakes' && wrong.answers).toMatchObject({ tests: [{ id: lab.glucose.id }] });
});

test('rows are read by their names, and no name makes more of them than a form has', () => {
  const field = { key: 'samples', page: { kind: 'samples', label: { key: 'page-labels.tests' } } } as const;
  const body = {
    [partName('samples', 1, 'test')]: 'HIV',
    [partName('samples', 99, 'test')]: 'x',
    'samples.a.test': 'x',
  };
  const fields = [{ ...field, label: field.page.label, choices: [], isNeeded: true }];
  expect(typedIn(fields, body, new Map()).get('samples')?.rows).toEqual([{}, { test: 'HIV' }]);
});
