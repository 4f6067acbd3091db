import { z } from 'zod';
import type { Receipt } from '../transport.ts';
import { errorIn, type Meaning, meaningOf } from './errors.ts';

const statusSchema = z.object({
  id: z.string(),
  status: z.string(),
  recipient_id: z.string().optional().catch(undefined),
  recipient_user_id: z.string().optional().catch(undefined),
  biz_opaque_callback_data: z.string().optional().catch(undefined),
  errors: z
    .array(
      z.object({
        code: z.number().int(),
        title: z.string().optional().catch(undefined),
        error_data: z.object({ details: z.string().optional() }).optional().catch(undefined),
      }),
    )
    .catch([]),
});
export type Status = z.infer<typeof statusSchema>;

/** The statuses of a change; what is not one is left out. */
export function statusesIn(given: readonly unknown[]): Status[] {
  return given.flatMap((each) => statusSchema.safeParse(each).data ?? []);
}

/** A status without an error that we know how to read. */
const NAMELESS: Meaning = { kind: 'refused', words: 'Meta gagal mengirim tanpa menyebut sebabnya.' };

const REACHED: ReadonlyMap<string, Receipt['state']> = new Map([
  ['sent', 'acknowledged'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['played', 'read'],
]);

/** What an error of a failed message means; `undefined` for a status that is no failure. */
export function failureIn({ status, errors: [error] }: Status): Meaning | undefined {
  if (status !== 'failed') return undefined;
  return error ? meaningOf(errorIn(error)) : NAMELESS;
}

/** What a status says about a message of ours; `undefined` when it says nothing new. */
export function receiptOf(messageId: string, status: Status): Receipt | undefined {
  const failure = failureIn(status);
  if (!failure) {
    const state = REACHED.get(status.status);
    return state && { messageId, state };
  }
  const problem = failure.words;
  switch (failure.kind) {
    case 'windowClosed':
    case 'awaitsPerson':
      return { messageId, state: 'awaitsPerson', problem };
    // Whatever the reason: Meta has let it fall and will not take it up again.
    case 'later':
    case 'halted':
    case 'refused':
      return { messageId, state: 'failed', problem };
  }
}
