import { destination, type Logger, pino } from 'pino';

/** The log: typed fields, never names, numbers, message texts, keys, tokens or a QR. */
export interface Log {
  debug(fields: object, text: string): void;
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** A log that writes JSON lines to standard error, so that standard output stays readable for people. */
export function createLog(level: string): Logger {
  return pino({ level, base: null }, destination({ fd: 2, sync: false }));
}
