import type { LabDay } from '../values/lab-day.ts';
import type { SampleCategory, SheetKind } from '../values/shipment.ts';

/** What the lab issues: each can be asked about by its own code, whether it is genuine. */
export const PAPER_KINDS = ['report', 'replyLetter', 'label'] as const;
/** One of them. */
export type PaperKind = (typeof PAPER_KINDS)[number];

/** What the lab puts its name to, on top of every paper. */
export interface PaperLab {
  /** Who the lab belongs to. */
  letterhead: string;
  name: string;
  address: string;
  phone: string;
  email: string;
}

/** How a paper says that it is genuine. */
export interface Mark {
  /** `7K2M-9QXP-C` */
  code: string;
  /** Where its code is answered: `https://lab.example/v/7K2M-9QXP-C`. */
  url: string;
}

/** The sheets a label is printed on: six to a page of plain paper, or a roll of 50 by 25 millimetres. */
export const LABEL_SHEETS = ['a4', 'roll'] as const;
/** One of them. */
export type LabelSheet = (typeof LABEL_SHEETS)[number];

/** What stands on the labels of a shipment; one label for each box. */
export interface LabelData {
  sheet: LabelSheet;
  /** The registration's code. */
  code: string;
  /** Where the shipment can be followed: the QR. */
  trackingUrl: string;
  registeredOn: LabDay;
  boxes: number;
  sender: { institution: string | null; person: string; address: string; phone: string };
  lab: Pick<PaperLab, 'name' | 'address' | 'phone'> & { shortName: string };
  category: SampleCategory;
  contents: { test: string; sampleType: string; samples: number }[];
  mark: Mark;
}

/** What stands in a reply letter to a group that wants to visit. */
export interface ReplyLetterData {
  lab: PaperLab;
  number: string;
  /** Where and when it is written. */
  place: string;
  writtenOn: LabDay;
  addressee: { person: string; institution: string | null };
  /** The registration's code, which the letter answers, and when it came. */
  code: string;
  receivedOn: LabDay;
  tour: { kind: string; from: LabDay; until: LabDay; visitors: number };
  decision: ApprovedTour | { outcome: 'rejected'; reason: string };
  /** Whom to ask. */
  contact: string;
  signer: { name: string; title: string; number: string };
  mark: Mark;
}

/** What a group that may come has to know. */
export interface ApprovedTour {
  outcome: 'approved';
  /** When to be there: `08.30`; empty when any time of the lab's hours will do. */
  startsAt: string;
  /** What to bring and to heed, a line each. */
  bring: string[];
  /** For everybody together; 0 when it is free of charge. */
  feeRupiah: number;
  howToPay: string;
  /** What an officer adds, in paragraphs; may be empty. */
  note: string;
}

/** A PDF of ours that gets a line at its foot by which everybody can tell that it is genuine. */
export interface StampData {
  /** Where the PDF lies; it has been inspected. */
  path: string;
  labName: string;
  mark: Mark;
}

/** What came of marking a PDF. */
export type Stamped =
  | { outcome: 'stamped'; bytes: Uint8Array }
  /** It bears an electronic signature, which any change would break: it stays as it is. */
  | { outcome: 'signed' }
  /** Its insides cannot be rewritten. */
  | { outcome: 'unfit' };

/** An empty sheet for the samples of a shipment. */
export interface SheetTemplateData {
  kind: SheetKind;
  lab: PaperLab;
}

/** What everybody may know of a code. Never whom the paper is about. */
export type Genuineness =
  | { outcome: 'genuine'; code: string; paper: PaperKind; issuedOn: LabDay }
  /** It was genuine; since then another one counts, or none. */
  | { outcome: 'replaced'; code: string; paper: PaperKind; issuedOn: LabDay; replacedOn: LabDay }
  /** No paper of ours has this code. */
  | { outcome: 'unknown'; code: string }
  /** The check character disagrees with the others. */
  | { outcome: 'typo' }
  | { outcome: 'notACode' };
