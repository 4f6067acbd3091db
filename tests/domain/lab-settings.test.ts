import { describe, expect, test } from 'vitest';
import { readLab, saveLab } from '../../src/domain/lab/index.ts';
import { settings } from '../../src/domain/lab/table.ts';
import { labSettingsSchema } from '../../src/domain/values/lab-settings.ts';
import { testLab } from '../support/lab.ts';

const ZONE = 'Asia/Makassar';

describe('the settings of a lab', () => {
  test('are the sample lab before anybody has set anything, in the zone of the machine', () => {
    const { db } = testLab();
    expect(readLab(db, ZONE)).toEqual({ ...labSettingsSchema.parse({}), timeZone: ZONE });
  });

  test('what was saved is read back and the rest keeps its default', () => {
    const lab = testLab();
    const changes = { shortName: 'Labkesmas Batam', visitsPerDay: 40 };
    expect(lab.change((ctx) => saveLab(ctx, changes))).toEqual({ outcome: 'saved' });
    expect(readLab(lab.db, ZONE)).toEqual({ ...labSettingsSchema.parse({}), ...changes, timeZone: ZONE });
  });

  test('the journal names what changed, and nothing when nothing did', () => {
    const lab = testLab();
    const changes = { shortName: 'Labkesmas Batam', visitsPerDay: lab.settings.visitsPerDay };
    lab.change((ctx) => saveLab(ctx, changes));
    lab.change((ctx) => saveLab(ctx, changes));
    expect(lab.facts).toEqual([
      {
        kind: 'lab.changed',
        fields: ['shortName'],
        changes: { shortName: { from: 'Labkesmas Magelang', to: 'Labkesmas Batam' } },
      },
    ]);
  });

  test.each([
    ['visitsPerDay', { visitsPerDay: 0 }],
    ['whatsappNumber', { whatsappNumber: '0812' }],
    ['name', { name: '' }],
    ['leadDays', { leadDays: 30, horizonDays: 30 }],
    ['openingHours', { openingHours: Array.from({ length: 7 }, () => null) }],
    [
      'openingHours',
      { openingHours: Array.from({ length: 7 }, () => ({ opens: '14:00', closes: '07:30' })) },
    ],
    ['openingHours', { openingHours: Array.from({ length: 7 }, () => ({ opens: '7', closes: '24:00' })) }],
    ['timeZone', { timeZone: 'Asia/Jayapura' }],
    ['__proto__', JSON.parse('{"__proto__": 1}')],
    ['constructor', { constructor: 1 }],
  ])('a mistake in %s is told beside it, and nothing at all is saved', (field, mistake) => {
    const lab = testLab();
    const answer = lab.change((ctx) => saveLab(ctx, { shortName: 'Labkesmas Batam', ...mistake }));
    expect(answer).toEqual({
      outcome: 'invalid',
      problems: [{ field, problem: expect.stringMatching(/\w{4}/) }],
    });
    expect(lab.db.select().from(settings).all()).toEqual([]);
    expect(lab.facts).toEqual([]);
  });

  test('a damaged row stops the reading and is named', () => {
    const lab = testLab();
    const write = lab.db.$client.prepare('insert or replace into settings (key, value) values (?, ?)');
    write.run('visitsPerDay', '"many"');
    expect(() => readLab(lab.db, ZONE)).toThrow('setting visitsPerDay is damaged');
    write.run('visitsPerDay', '{');
    expect(() => readLab(lab.db, ZONE)).toThrow('setting visitsPerDay is damaged');
  });

  test('a setting of another version is left alone', () => {
    const lab = testLab();
    lab.db.$client.prepare('insert into settings (key, value) values (?, ?)').run('fax', '{');
    expect(readLab(lab.db, ZONE).shortName).toBe('Labkesmas Magelang');
  });
});
