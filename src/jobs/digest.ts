import { say } from '../../flows/kit.ts';
import type { Scene } from '../../templates/messages/kit.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/open.ts';
import type { DomainContext } from '../domain/context.ts';
import {
  type DueDigest,
  dailyItems,
  dueDigests,
  keepDigest,
  postedOn,
  wantsQuietLine,
  weeklyItems,
} from '../domain/digests/index.ts';
import type { DigestItem } from '../domain/digests/values.ts';
import { fail, finish, takeUp } from '../domain/job-runs/index.ts';
import type { Ask, OutputOf, Readings } from '../domain/readings.ts';
import { linkedStaff } from '../domain/staff/index.ts';
import { labDayAt } from '../domain/values/lab-day.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import { letters, post, type Recipient, reachedAt } from '../engine/outbox.ts';
import type { Transact } from '../transact.ts';
import { EVERY_MINUTE, type Job } from './job.ts';

/** What the digest needs of the house. */
export interface DigestParts {
  db: Db;
  clock: Clock;
  lab(): LabSettings;
  scene(): Scene;
  ask: Ask;
  /** Keeps a picture (PNG); undefined when it was not taken. */
  keepPicture(png: Uint8Array, name: string): Promise<number | undefined>;
  /** Whether a picture reaches this person now, or only words in an approved template. */
  takesPictures(citizenId: number): boolean;
}

type Numbers = OutputOf<Readings['digest']>;

const NAME = 'digest';
const SYSTEM = { kind: 'system' } as const;
const PATIENCE_MS = 60_000;
const PICTURE_NAME = 'ringkasan.png';

/**
 * Sends every supervisor the digest at their hour on working days, and on the first working day of a week
 * how the units below did. What was sent is a row of the same transaction as the letter: once for each
 * kind, day and person, whatever happens to the process or the clock.
 */
export function digests(parts: DigestParts): Job {
  return {
    name: NAME,
    about: 'Mengirim ringkasan harian dan mingguan kepada penyelia lewat WhatsApp pada jam pilihan mereka.',
    schedule: EVERY_MINUTE,
    run: () => 0,
    async afterwards(transact) {
      const [lab, now] = [parts.lab(), parts.clock.now()];
      const due = dueDigests(parts.db, lab, now);
      const pictures = new Map<string, Promise<number | undefined>>();
      const problems: unknown[] = [];
      for (const one of due) {
        // One person's trouble keeps nobody else's digest back; it is due again in a minute.
        await postOne(parts, transact, one, { lab, now, pictures }).catch((error) => problems.push(error));
      }
      if (due.length === 0) return undefined;
      const [problem] = problems;
      transact(SYSTEM, (ctx) => noteRun(ctx, problem));
      if (problem !== undefined) throw problem;
      return undefined;
    },
  };
}

async function postOne(
  parts: DigestParts,
  transact: Transact,
  due: DueDigest,
  { lab, now, pictures }: { lab: LabSettings; now: Date; pictures: Map<string, Promise<number | undefined>> },
): Promise<void> {
  const { unitId, unitPath, language, citizenId, daily, weekly } = due;
  const place = placeOf(due, lab);
  const wantsPicture = daily !== undefined && parts.takesPictures(citizenId);
  const numbers = await parts.ask(
    'digest',
    {
      unitId,
      unitPath,
      lab,
      now,
      ...(daily && { since: daily.since }),
      ...(weekly && { monday: weekly.monday }),
      ...(wantsPicture && { picture: { place, language } }),
    },
    { patienceMs: PATIENCE_MS },
  );
  const isWorthIt =
    numbers.png !== undefined && numbers.day !== undefined && dailyItems(numbers.day).length > 0;
  // People of one unit share a picture.
  const key = `${unitPath} ${language}`;
  if (isWorthIt && numbers.png && !pictures.has(key))
    pictures.set(key, parts.keepPicture(numbers.png, PICTURE_NAME));
  const fileId = isWorthIt ? await pictures.get(key) : undefined;
  transact(SYSTEM, (ctx) => {
    // Counted for one day, it is not posted on another: midnight may have passed meanwhile.
    if (ctx.today !== labDayAt(now, lab.timeZone)) return;
    if (!isStillFor(ctx, due)) return;
    const to = reachedAt(ctx, citizenId);
    if (to) write(ctx, { due, numbers, place, to, fileId, scene: parts.scene() });
  });
}

// While it was counted the chat may have passed to somebody else, or the person to another place.
function isStillFor(ctx: DomainContext, { staffId, citizenId, unitPath }: DueDigest): boolean {
  const reader = linkedStaff(ctx.tx, citizenId);
  return reader?.staffId === staffId && reader.unitPath === unitPath && reader.role !== 'serviceOfficer';
}

// The root is the lab itself, by the name it has in the settings.
const placeOf = ({ unitPath, unitName }: DueDigest, lab: LabSettings): string =>
  unitPath.split('/').length <= 3 ? lab.shortName : unitName;

interface Writing {
  due: DueDigest;
  numbers: Numbers;
  place: string;
  to: Recipient;
  fileId: number | undefined;
  scene: Scene;
}

function write(ctx: DomainContext, writing: Writing): void {
  const { due, numbers, place } = writing;
  const { staffId, daily, weekly } = due;
  let after = 0;
  if (daily && numbers.day) {
    const items = dailyItems(numbers.day);
    after = items.length;
    writeDaily(ctx, writing, items);
  }
  if (weekly && numbers.week) {
    const items = weeklyItems(numbers.week, after);
    const { monday } = weekly;
    if (keepDigest(ctx, { kind: 'weekly', day: monday, staffId, items }))
      send(ctx, writing, say('digest.weekly', { place, monday, items }));
  }
}

function writeDaily(ctx: DomainContext, writing: Writing, items: DigestItem[]): void {
  const { due, place, fileId } = writing;
  const { staffId } = due;
  const [day, on] = [ctx.today, ctx.today];
  if (items.length === 0) {
    const isTold = wantsQuietLine(ctx, staffId);
    const kept = keepDigest(ctx, { kind: 'daily', day, staffId, items: isTold ? 'quietLine' : [] });
    if (kept && isTold) send(ctx, writing, say('digest.quiet', { place, on }));
    return;
  }
  if (!keepDigest(ctx, { kind: 'daily', day, staffId, items })) return;
  send(ctx, writing, say('digest.daily', { place, on, items }));
  if (fileId !== undefined)
    send(ctx, writing, { ...say('digest.caption'), file: { fileId, name: PICTURE_NAME } });
}

function send(ctx: DomainContext, { due, to, scene }: Writing, said: ReturnType<typeof say>): void {
  for (const letter of letters([said], due.language, scene))
    post(ctx, to, { ...letter, priority: 'digest', notice: 'digest' });
}

/** How the day went so far, for the page of jobs. */
function noteRun(ctx: DomainContext, problem: unknown): void {
  const work = { name: NAME, at: '00:00', on: 'allDays', irreversible: false } as const;
  const taken = takeUp(ctx, work, '23:59', { isWanted: true });
  if (taken.outcome !== 'taken') return;
  const { posted, quiet } = postedOn(ctx, ctx.today);
  if (problem === undefined) finish(ctx, taken.runId, { posted, quiet });
  else fail(ctx, taken.runId, problem instanceof Error ? problem.message : 'unknown');
}
