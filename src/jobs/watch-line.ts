import {
  type AlarmReason,
  type AlarmScene,
  alarmDown,
  alarmOver,
  alarmReason,
} from '../../templates/messages/alarm.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/open.ts';
import {
  type AlarmLetter,
  alarmLetters,
  alarmMailed,
  openAlarm,
  raise,
  resolve,
  restateAlarm,
} from '../domain/incidents/index.ts';
import { listStaff } from '../domain/staff/index.ts';
import type { TransportState } from '../transports/transport.ts';
import type { Job } from './job.ts';

/** A letter by e-mail. */
export interface Mail {
  to: string[];
  subject: string;
  text: string;
}

/** What watching the line needs. */
export interface LineWatchParts {
  db: Db;
  clock: Clock;
  state(): TransportState;
  /** Whether citizens could reach the lab before: a new lab that has no phone yet is no alarm. */
  hasWorked(): boolean;
  scene(): AlarmScene;
  /** Rejects when the letter could not be handed over. Unset without a mail server. */
  mail: ((letter: Mail) => Promise<void>) | undefined;
  log: { warn(about: object, message: string): void };
}

/** A line that cannot be made for this long wants a person. */
const SILENT_MS = 600_000;
/** Two programs that fight for one account are connected for seconds again and again: that is not well. */
const WELL_MS = 15_000;
/** Two programs that take the line from each other every few minutes are one trouble, and one letter an hour. */
const SAME_AGAIN_MS = 3_600_000;
/** A mail server that is down is asked again at most this often. */
const MAIL_AGAIN_MS = 60_000;

/**
 * Raises an alarm by a second way when citizens cannot reach the lab, and takes it back when they can:
 * an incident on the pages and in the health answer, and an e-mail to the administrators.
 */
export function watchLine(parts: LineWatchParts): Job {
  const { db, clock, state, mail, log } = parts;
  const startedAt = clock.now().getTime();
  let connectedSince: number | undefined;
  let lastConnectedAt = startedAt;
  let mailAgainAt = 0;
  const lastMailed = new Map<AlarmReason, number>();

  /** Looks at the line and remembers since when it is well. */
  const reasonNow = (now: number): AlarmReason | undefined => {
    const { status } = state();
    if (status === 'connected') {
      connectedSince ??= now;
      lastConnectedAt = now;
      return undefined;
    }
    connectedSince = undefined;
    if (status === 'unpaired') return parts.hasWorked() ? 'unpaired' : undefined;
    if (status === 'connecting') return now - lastConnectedAt > SILENT_MS ? 'silent' : undefined;
    return status;
  };

  const letterOf = ({ says, since, until }: AlarmLetter) => {
    if (says === 'over') return { mail: alarmOver(since, until ?? since, parts.scene()) };
    const now = clock.now().getTime();
    const reason = reasonNow(now);
    const before = reason && lastMailed.get(reason);
    // A clock that was set back keeps nothing back.
    const isSaid = before !== undefined && now >= before && now - before < SAME_AGAIN_MS;
    return reason && !isSaid ? { mail: alarmDown(reason, since, parts.scene()), reason } : undefined;
  };

  return {
    name: 'watch-line',
    about: 'Membunyikan tanda bahaya bila WhatsApp terputus.',
    schedule: '*/5 * * * * *',
    run(ctx) {
      const now = ctx.now.getTime();
      const reason = reasonNow(now);
      const alarm = openAlarm(ctx.tx);
      if (reason) {
        const about = sentence(alarmReason(reason, parts.scene().by).name.id);
        if (!alarm) raise(ctx, { kind: 'transportDown', about });
        else if (alarm.about !== about) restateAlarm(ctx, alarm.id, about);
        return alarm?.about === about ? 0 : 1;
      }
      const isWell = connectedSince !== undefined && now - connectedSince >= WELL_MS;
      if (!alarm || !isWell) return 0;
      resolve(ctx, alarm.id);
      return 1;
    },
    async afterwards(transact) {
      const now = clock.now().getTime();
      if (!mail || now < mailAgainAt) return;
      for (const due of alarmLetters(db)) {
        const to = listStaff(db)
          .filter(({ active, role }) => active && role === 'administrator')
          .map(({ email }) => email);
        const letter = letterOf(due);
        if (!letter || to.length === 0) continue;
        try {
          await mail({ to, ...letter.mail });
          if (letter.reason) lastMailed.set(letter.reason, now);
        } catch (error) {
          mailAgainAt = now + MAIL_AGAIN_MS;
          // Nothing of the server's words: they name the addresses.
          const code = error instanceof Error && 'code' in error ? error.code : undefined;
          log.warn({ code }, 'the administrators could not be sent an alarm by e-mail');
          return;
        }
        transact({ kind: 'system' }, (ctx) => alarmMailed(ctx, due.incidentId));
      }
    },
  };
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
