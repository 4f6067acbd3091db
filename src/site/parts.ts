import type { FormDesk } from '../../flows/forms.ts';
import type { Clock } from '../clock.ts';
import type { Actor, DomainContext } from '../domain/context.ts';
import type { Print } from '../domain/prints.ts';
import type { Published } from '../domain/statistics/index.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import type { FileTokens } from '../files/file-tokens.ts';
import type { FileStore } from '../files/store.ts';

/** What the public pages are handed; everything else they take from the domain. */
export interface SiteParts extends FormDesk {
  transact<Result>(actor: Actor, change: (ctx: DomainContext) => Result): Result;
  clock: Clock;
  lab(): LabSettings;
  log: { error(about: object, message: string): void };
  files: Pick<FileStore, 'admit' | 'open'>;
  /** Hand stored files on from page to page of a form. */
  fileTokens: FileTokens;
  /** Where citizens reach us, without a slash at the end. */
  publicUrl(): string;
  /** What everybody may know of the lab's work. */
  published(): Promise<Published>;
  /** Makes the empty Excel sheets, off the event loop. */
  print: Print;
  /** True while phones are simulated: the front page then leads to the simulator. */
  simulated: boolean;
  /** What the lab says in words of its own. */
  texts?(): ReadonlyMap<string, string>;
}
