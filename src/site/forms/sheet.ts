import type { Field, Mistake } from '../../../flows/form/page.ts';
import type { Body } from '../../../flows/form/typed.ts';
import type { Said } from '../../../flows/kit.ts';
import { render } from '../../../templates/messages/index.ts';
import { pageWords } from '../../../templates/messages/page-words.ts';
import type { listTests } from '../../domain/catalogue/index.ts';
import type { RegistrationService } from '../../domain/values/services.ts';
import { sceneOf, type Visit } from '../visit.ts';

/** One form as it lies before somebody: what is asked, what was typed, and what is wrong with it. */
export interface Sheet {
  visit: Visit;
  service: RegistrationService;
  /** Tells one sending from another: what is sent twice is registered once. */
  form: string;
  fields: readonly Field[];
  body: Body;
  /** Files that have come, by field; the token hands each on. */
  files: ReadonlyMap<string, { token: string; name: string }>;
  errors: ReadonlyMap<string, Mistake>;
  /** Copies of files that we have put right, as an address of ours. */
  copies: ReadonlyMap<string, string>;
  /** What can be chosen as a test. */
  tests: ReturnType<typeof listTests>;
  /** Places to choose from by a part of the name. */
  places: readonly string[];
  /** Of the field that has rows. */
  rows: number;
}

/** What the bot says, as it reads on a page. */
export const inWords = (visit: Visit, said: Said, worded: (said: string) => string = pageWords): string =>
  worded(render(said, visit.language, sceneOf(visit)));
