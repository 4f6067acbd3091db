import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { DIALOG, type Endured, endure } from '../support/power-cuts.ts';

// The long proofs, outside of CI: `npm run prove`, or `PROVE_SEED=… PROVE_KILLS=… npm run prove` to play one again.
const seed = Number(process.env.PROVE_SEED ?? systemClock.now().getTime() % 1_000_000);
const kills = Number(process.env.PROVE_KILLS ?? 200);
const PEOPLE_PER_KILL = 3;
/** Once, and twice more while nobody knows whether it was taken. */
const MOST_TIMES = 3;
const people = Math.max(1, kills * PEOPLE_PER_KILL);

const folder = mkdtempSync(join(tmpdir(), 'sapalab-prove-'));
console.log(`PROVE_SEED=${seed}: ${kills} power cuts while ${people} people write over WhatsApp`);
const endured = await endure({
  seed,
  kills,
  people,
  dataDir: join(folder, 'lab'),
  progress(kill) {
    if (kill % 10 === 0) console.log(`  ${kill} of ${kills} power cuts`);
  },
});
rmSync(folder, { recursive: true });

const rows = promises(endured);
for (const { promise, claim, found, isKept } of rows)
  console.log(`${isKept ? 'kept  ' : 'BROKEN'}  ${promise}  ${claim.padEnd(64)} ${found}`);
for (const problem of endured.problems) console.log(`  ${problem}`);
console.log(`${endured.seconds} s, PROVE_SEED=${seed}`);
process.exitCode = rows.every(({ isKept }) => isKept) ? 0 : 1;

/** What is promised, and what was found. */
function promises(found: Endured): { promise: string; claim: string; found: string; isKept: boolean }[] {
  const { written, taken, lost, askedToRepeat, letters } = found;
  return [
    {
      promise: 'R1',
      claim: 'what people wrote is written down once and worked on',
      found: `${taken} of ${written} (${people * DIALOG.length} + ${askedToRepeat} repeated), ${found.unfinished} unfinished`,
      isKept: taken === written - askedToRepeat && found.unfinished === 0,
    },
    {
      promise: 'R1',
      claim: 'nobody waits in vain',
      found: `${lost} messages without any answer`,
      isKept: lost === 0,
    },
    {
      promise: 'R2',
      claim: 'what cannot be read is asked for, or its writer is told',
      found: `${askedToRepeat} asked to write again, ${found.stillUnread} still open`,
      isKept: found.stillUnread === 0,
    },
    {
      promise: 'R4',
      claim: 'a message that comes again has no second effect',
      found: `${found.deliveredAgain} delivered again, ${found.wronglyAnswered} people answered twice or out of order`,
      isKept: found.wronglyAnswered === 0,
    },
    {
      promise: 'R5',
      claim: 'every letter comes to an end that staff can see',
      found: `${letters} letters, ${found.endless} without an end, ${found.incidents} for staff to look at`,
      isKept: found.endless === 0 && found.incidents === 0,
    },
    {
      promise: 'R5',
      claim: 'a letter that is handed over again is the same message',
      found: `${found.repeatedUnderItsId} came again under their own id, at most ${found.mostTimes} times`,
      isKept: found.mostTimes <= MOST_TIMES,
    },
  ];
}
