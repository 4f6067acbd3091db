import type { Clock } from '../../clock.ts';
import type { FileStore } from '../../files/store.ts';

/** The log, as far as this transport uses it. Fields never hold a number, a text or a token. */
export interface Log {
  debug(fields: object, text: string): void;
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** A message of ours, as somebody who taps on it has it before them. */
export interface Tappable {
  text: string;
  /** The bot has said or asked something since, or soon will: a choice of this one is no answer any more. */
  readonly isOutdated: boolean;
  /** An officer wrote it; what looks like choices there are none. */
  isByStaff: boolean;
}

/** The lab's access to the Cloud API. */
export interface CloudSettings {
  /** With the version, without a slash at the end. */
  apiUrl: string;
  phoneNumberId: string;
  accessToken: string;
  /** Signs what the webhook gets. */
  appSecret: string;
  /** Our own word, repeated by Meta when the webhook is set up. */
  verifyToken: string;
}

/** What the transport is made of. */
export interface CloudParts {
  clock: Clock;
  files: Pick<FileStore, 'admit'>;
  settings: CloudSettings;
  log: Log;
  /** A message of ours by its id, for choices offered with it and taps on them. */
  tappable(messageId: string): Tappable | undefined;
  /** How long to wait before each further try to fetch a file. */
  fetchPausesMs?: readonly number[];
}

/** Text for log and staff with everything cut out that may be a number, an address or a token. */
export function masked(text: string): string {
  return text.replace(/\S*(\d{7,}|@)\S*|\S{40,}/g, '…').slice(0, 200);
}

/** What went wrong, fit for the log. */
export function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return masked(String(error));
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return masked(`${error.name}: ${error.message}${cause}`);
}
