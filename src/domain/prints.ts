import type { WhyUndone } from '../threads/values.ts';
import type { LabelData, ReplyLetterData, SheetTemplateData, StampData, Stamped } from './papers/values.ts';

/**
 * What can be printed off the event loop, by name. Data are plain, because they travel between threads;
 * what each name does stands in `src/print/prints.ts`.
 */
export interface Prints {
  /** The labels of a shipment as PDF, one for each box. */
  label(data: LabelData): Uint8Array;
  /** A letter on the lab's paper, as PDF. */
  replyLetter(data: ReplyLetterData): Uint8Array;
  /** A PDF as it was, with the mark of genuineness at the foot of every page. */
  stamped(data: StampData): Stamped;
  /** An empty Excel sheet (XLSX). */
  sheetTemplate(data: SheetTemplateData): Uint8Array;
}

/** Prints beside the event loop. Rejects with `NotPrinted`, never with anything else. */
export type Print = <What extends keyof Prints>(
  what: What,
  data: Parameters<Prints[What]>[0],
) => Promise<ReturnType<Prints[What]>>;

/** Nothing was printed; what was ordered is tried again. */
export class NotPrinted extends Error {
  readonly reason: WhyUndone;

  constructor(reason: WhyUndone, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotPrinted';
    this.reason = reason;
  }
}
