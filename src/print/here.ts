import type { Print } from '../domain/prints.ts';
import { prints } from './prints.ts';

/** Prints on the event loop: for the terminal and for tests, where a thread is not worth its start. */
export const printHere: Print = async (what, data) => {
  // The type of `Print` holds the data and what is made to the name.
  const make = prints[what] as (data: unknown) => unknown;
  return (await make(data)) as never;
};
