import { destination, type Logger, pino } from 'pino';

/** The log: typed fields, never names, numbers or message texts. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;

/** A log that writes JSON lines to standard error, so that standard output stays readable for people. */
export function createLog(level: string): Logger {
  return pino({ level, base: null }, destination({ fd: 2, sync: false }));
}
