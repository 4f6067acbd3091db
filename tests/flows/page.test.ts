import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EffectCall, EffectName, OutputOf } from '../../flows/effects.ts';
import { fieldsOf, fillPage, openPage } from '../../flows/form/page.ts';
import type { FormPlan } from '../../flows/form/plan.ts';
import { talkOf } from '../../flows/form/talk.ts';
import { partName, testName, typedIn } from '../../flows/form/typed.ts';
import { type AnswersOf, forms } from '../../flows/forms.ts';
import { laboratoryPlan } from '../../flows/laboratory/index.ts';
import { seedTourKinds } from '../../src/domain/tours/index.ts';
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

const plans = Object.entries(forms);

test.each(plans)('every question of the %s form says what stands above its field', (_service, plan) => {
  for (const { key, field } of plan.questions)
    expect([key, field?.label.key]).toEqual([key, expect.any(String)]);
});

/** What somebody ends up with who writes these words in the chat and says yes to what is said back. */
function inChat<Given extends object>(plan: FormPlan<Given>, words: Record<string, string[]>): unknown {
  // What a form moves around is erased in its talk as it is in its machine.
  const talk = talkOf(plan as unknown as Parameters<typeof talkOf>[0]);
  return lab.change((ctx) => {
    const opening = { words: '', phone: null, handed: null, now: moment.now, today: ctx.today };
    const prepared = plan.prepare ? perform(ctx, plan.prepare.effect, plan.prepare.input) : null;
    let context = { ...talk.start(opening), prepared };
    for (const { key } of plan.questions) {
      context = { ...talk.movedTo(context, talk.placeOf(key)), prepared };
      for (const text of words[key] ?? []) {
        let step = talk.read(context, { kind: 'text', text, now: moment.now, today: ctx.today });
        while (step.outcome === 'look') {
          const { look } = talk.question(context);
          if (!look) throw new Error(`${key} looks without an effect`);
          context = { ...context, draft: step.draft ?? context.draft };
          step = look.judge(perform(ctx, look.effect, step.input), talk.view(context));
        }
        if (step.outcome === 'keep') context = { ...context, draft: step.draft };
        else if (step.outcome === 'unclear') throw new Error(`${key}: ${step.said.key}`);
        else context = talk.settled({ ...context, step: { outcome: 'read', value: step.value } });
      }
    }
    return context.answers;
  });
}

function onPage<Service extends keyof AnswersOf>(service: Service, words: Record<string, string>): unknown {
  return lab.change((ctx) => {
    const ask = ({ effect, input }: EffectCall) => perform(ctx, effect, input) as OutputOf<EffectName>;
    const at = { now: moment.now, today: ctx.today };
    const opened = openPage<AnswersOf[Service]>(forms[service], ask, at);
    if (opened.outcome !== 'open') throw new Error('closed');
    const fields = fieldsOf<AnswersOf[Service]>(forms[service], opened.view);
    return fillPage<AnswersOf[Service]>(forms[service], typedIn(fields, words, new Map()), ask, at).answers;
  });
}

const who = fc.constantFrom('siti aminah', 'BUDI SANTOSO', "Nur 'Aini binti Ahmad");
const nik = fc.constantFrom('3308105708900001', '3308 1012 0385 0002');
const visit = fc.constantFrom('2026-11-23', '24-11-2026', 'senin depan', '25 November');
const mobile = fc.constantFrom('0812-0000-1111', '+62 812 0000 2222', '081200003333');

test('the same words give the same answers in the chat and on a page, whatever is asked', () => {
  const born: Record<string, string> = {
    '3308105708900001': '17 Agustus 1990',
    '3308 1012 0385 0002': '12-03-1985',
  };
  fc.assert(
    fc.property(who, nik, visit, mobile, (personName, number, visitOn, phone) => {
      const person = { personName, nik: number, birthDate: born[number] ?? '', visitOn, phone };
      const written = Object.fromEntries(Object.entries(person).map(([key, text]) => [key, [text]]));
      expect(onPage('consultation', person)).toEqual(inChat(forms.consultation, written));
      const ticked = { ...person, [testName('tests', lab.glucose.id)]: 'on' };
      const chosen = { ...written, tests: ['Gula darah puasa', 'selesai'], letter: ['lewati'] };
      expect(onPage('laboratory', ticked)).toEqual(inChat(forms.laboratory, chosen));
    }),
    { numRuns: 25 },
  );
});

test('a group and a sender are read on a page as in the chat', () => {
  lab.change((ctx) => seedTourKinds(ctx));
  const group = {
    ...{
      personName: 'Sri Wahyuni',
      institution: 'SMA Contoh',
      email: 'Sri@Contoh.sch.id',
      phone: '081200003333',
    },
    ...{
      kind: 'Laboratorium mikrobiologi',
      visitors: '20 orang',
      visitOn: '7 Desember',
      untilOn: '2026-12-07',
    },
  };
  const written = Object.fromEntries(Object.entries(group).map(([key, text]) => [key, [text]]));
  const answers = onPage('tour', group);
  expect(answers).toMatchObject({ visitors: 20, visitOn: '2026-12-07', untilOn: '2026-12-07' });
  expect(answers).toEqual(inChat(forms.tour, written));

  const { phone, email, institution, personName } = group;
  const sender = { phone, email, institution, personName, category: 'manusia' };
  const place = { region: 'Kota Magelang, Jawa Tengah' };
  const sent = Object.fromEntries(
    Object.entries({ ...sender, ...place }).map(([key, text]) => [key, [text]]),
  );
  const row = {
    street: 'Jalan Melati 3',
    rt: '1',
    rw: '2',
    village: 'Kemirirejo',
    subdistrict: 'Magelang Tengah',
  };
  const parts = Object.entries(row).map(([part, text]) => [partName('address', 0, part), text]);
  const address = ['Jalan Melati 3, RT 1 RW 2, Kemirirejo, Magelang Tengah'];
  const onOne = onPage('shipment', { ...sender, ...place, ...Object.fromEntries(parts) });
  expect(onOne).toEqual(inChat(forms.shipment, { ...sent, address }));
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
