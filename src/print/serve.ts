import type { Prints } from '../domain/prints.ts';
import { serve } from '../threads/serve.ts';

/** How each thing is printed. */
export type PrintList = {
  readonly [What in keyof Prints]: Prints[What] extends (data: infer Data) => infer Made
    ? (data: Data) => Made | Promise<Made>
    : never;
};

/** Prints in this thread what it is asked for. */
export function servePrints(list: PrintList): void {
  // The name comes from `print`, whose type holds it and the data to the list.
  serve((what, data) => (list[what as keyof Prints] as (data: unknown) => unknown)(data));
}
