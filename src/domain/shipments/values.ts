import type { DocumentKind, SampleCategory } from '../values/shipment.ts';

/** Where a shipment comes from, as far as the official list does not know it. */
export interface SenderAddress {
  street: string;
  /** Digits, three at most; empty when there is none. */
  rt: string;
  rw: string;
  /** Desa or kelurahan. */
  village: string;
  /** Kecamatan. */
  subdistrict: string;
}

/** Province and city or regency, chosen from the official list. */
export interface SenderRegion {
  provinceCode: string;
  provinceName: string;
  regencyCode: string;
  regencyName: string;
}

/** A document of a shipment. */
export interface ShipmentFile {
  fileId: number;
  name: string;
  /** Samples that a sheet names, where we could read it. */
  rows?: number;
  /** Boxes that a control form names. */
  boxes?: number;
}

/** One kind of sample in a shipment. */
export interface SampleDetail {
  testId: number;
  testName: string;
  /** Only helps to say it back. */
  testNameEn?: string;
  /** For one sample. */
  priceRupiah: number;
  sampleType: string;
  samples: number;
  boxes: number;
}

/** What a sender tells us of a shipment. */
export interface ShipmentAnswers {
  institution: string;
  /** Who is in charge. */
  personName: string;
  /** Digits with country code. */
  phone: string;
  email: string;
  address: SenderAddress;
  region: SenderRegion;
  category: SampleCategory;
  cover: ShipmentFile;
  identity: ShipmentFile;
  control: ShipmentFile;
  nar: ShipmentFile;
  samples: SampleDetail[];
}

/** Somebody who has sent samples from this chat before. */
export interface KnownShipper
  extends Pick<ShipmentAnswers, 'institution' | 'personName' | 'phone' | 'email' | 'address' | 'region'> {
  /** `Puskesmas Contoh (Siti A.)`. */
  called: string;
}

/** A document that has to be put right, and what is wrong with it. */
export interface DocumentToFix {
  document: DocumentKind;
  reason: string;
}

/** What came of sending a corrected document. */
export type DocumentSent =
  /** `left` are those that are still to be fixed. */
  | { outcome: 'sent'; left: DocumentToFix[] }
  /** Nobody asked for this document, or the samples are here. */
  | { outcome: 'notWanted'; left: DocumentToFix[] }
  | { outcome: 'proofNeeded' };

/** What the desk has counted of one kind of sample. */
export interface Count {
  position: number;
  samples: number;
  boxes: number;
}
