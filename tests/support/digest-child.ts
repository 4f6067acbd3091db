/**
 * A process that only sends digests, one working day after the other as fast as it can, until it is
 * killed: `node digest-child.ts DATA_DIR LAST_DAY SEED`. Says `day` after each day that is done.
 */
import type { Clock } from '../../src/clock.ts';
import { migrate } from '../../src/db/migrate.ts';
import { open } from '../../src/db/open.ts';
import { isWorkingDay } from '../../src/domain/calendar/index.ts';
import { addDays, type LabDay, parseLabDay } from '../../src/domain/values/lab-day.ts';
import { labSettingsSchema } from '../../src/domain/values/lab-settings.ts';
import { digests } from '../../src/jobs/digest.ts';
import { readHere } from '../../src/reader/index.ts';
import { createTransact } from '../../src/transact.ts';
import { chanceFrom } from './chance.ts';

const [dataDir = '', lastDay = '', seed = '1'] = process.argv.slice(2);
const opened = open(dataDir);
if (opened.outcome !== 'opened') throw new Error(opened.outcome);
const { db } = opened;
migrate(db);
const lab = { ...labSettingsSchema.parse({}), timeZone: 'Asia/Jakarta' };
const chance = chanceFrom(Number(seed));
let now = new Date(0);
let drawn = 0;
const clock: Clock = {
  now: () => now,
  // Ids must differ between the lives of this process, and need not be secret here.
  chance(count) {
    drawn += 1;
    return Uint8Array.from({ length: count }, (_, place) => ((process.pid * 31 + drawn) >> place) & 255).map(
      (byte) => byte ^ Math.floor(chance() * 256),
    );
  },
};
const transact = createTransact({ db, clock, lab: () => lab, notice: () => {}, committed: () => {} });
const job = digests({
  db,
  clock,
  lab: () => lab,
  scene: () => ({ lab, publicUrl: 'https://lab.example', simulated: false }),
  // Without a thread to start, a short life is spent on digests.
  ask: readHere(db).ask,
  keepPicture: async () => undefined,
  takesPictures: () => false,
});

const known = db.$client.prepare("select max(day) as day from digests where kind = 'daily'").get() as {
  day: string | null;
};
let day: LabDay = parseLabDay(known.day ?? '2026-11-02') ?? ('2026-11-02' as LabDay);
process.stdout.write('ready\n');
for (; day <= lastDay; day = addDays(day, 1)) {
  if (!isWorkingDay(db, day, lab)) continue;
  // The clock wanders over the hour and back; the last time it stands after it.
  for (const hour of [6, 8, 7, 23, 8]) {
    now = new Date(Date.parse(`${day}T00:00:00+07:00`) + hour * 3_600_000 + 30 * 60_000);
    await job.afterwards?.(transact, () => {});
  }
  process.stdout.write(`${day}\n`);
}
process.stdout.write('done\n');
process.exit(0);
