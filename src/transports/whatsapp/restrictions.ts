import type { WASocket } from '@whiskeysockets/baileys';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { Governor } from './governor.ts';

/** For a restriction that does not say how long it lasts. */
const ASSUMED_MS = 60 * 60_000;

/** Stops sending unasked while WhatsApp limits whom this number may write to. */
export function heedRestrictions(
  { ev }: Pick<WASocket, 'ev'>,
  { clock, log, governor }: { clock: Clock; log: Log; governor: Pick<Governor, 'pauseNotices'> },
): void {
  const inAnHour = () => new Date(clock.now().getTime() + ASSUMED_MS);
  // Read by Baileys from text, which may be no number.
  const orInAnHour = (end: Date | undefined) => (Number.isFinite(end?.getTime()) ? end : inAnHour());
  ev.on('connection.update', ({ reachoutTimeLock: lock }) => {
    if (!lock) return;
    governor.pauseNotices(lock.isActive ? orInAnHour(lock.timeEnforcementEnds) : undefined);
    log.warn({ isActive: lock.isActive === true }, 'WhatsApp: whom this number may write to has changed');
  });
  ev.on('message-capping.update', ({ capping_status: status }) => {
    if (!status || status === 'NONE') return;
    governor.pauseNotices(inAnHour());
    log.warn({ status }, 'WhatsApp: this number has almost written to too many people');
  });
}
