/** What samples are taken from. */
export const SAMPLE_CATEGORIES = ['human', 'nonHuman'] as const;
/** One of them. */
export type SampleCategory = (typeof SAMPLE_CATEGORIES)[number];

/** The documents a shipment comes with: a letter (PDF) and three sheets (Excel). */
export const DOCUMENT_KINDS = ['cover', 'identity', 'control', 'nar'] as const;
/** One of them. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The three sheets, for which the lab has templates. */
export const SHEET_KINDS = ['identity', 'control', 'nar'] as const satisfies readonly DocumentKind[];
/** One of them. */
export type SheetKind = (typeof SHEET_KINDS)[number];
