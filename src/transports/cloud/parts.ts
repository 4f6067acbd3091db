import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { CitizenFiles } from '../fetching.ts';

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
  files: CitizenFiles;
  settings: CloudSettings;
  log: Log;
  /** A message of ours by its id, for choices offered with it and taps on them. */
  tappable(messageId: string): Tappable | undefined;
  /** How long to wait before each further try to fetch a file. */
  fetchPausesMs?: readonly number[];
}
