import { consultation, consultationCorrection } from './consultation/index.ts';
import { digest } from './digest/index.ts';
import type { Flow } from './flow.ts';
import { genuine } from './genuine/index.ts';
import { info } from './info/index.ts';
import { laboratory, laboratoryCorrection } from './laboratory/index.ts';
import { language } from './language/index.ts';
import { menu } from './menu/index.ts';
import { myData } from './my-data/index.ts';
import { start, stop } from './notices/index.ts';
import { person } from './person/index.ts';
import { prices } from './prices/index.ts';
import { proposal, visitCorrection } from './proposal/index.ts';
import { resume } from './resume/index.ts';
import { sheetTemplates } from './sheet-templates/index.ts';
import { shipment, shipmentCorrection } from './shipment/index.ts';
import { shipmentDocument } from './shipment-document/index.ts';
import { staffLink } from './staff-link/index.ts';
import { tour, tourCorrection } from './tour/index.ts';
import { tracking } from './tracking/index.ts';

/**
 * Every dialog people can have with us. Where the words of two flows stand in one message, the earlier
 * flow wins: "berapa harga cek darah" asks for a price, "komplain hasil saya" is a complaint.
 */
export const flows: readonly Flow[] = [
  staffLink,
  person,
  tracking,
  genuine,
  prices,
  info,
  consultation,
  shipment,
  sheetTemplates,
  language,
  stop,
  start,
  myData,
  menu,
  resume,
  laboratory,
  laboratoryCorrection,
  tour,
  tourCorrection,
  consultationCorrection,
  proposal,
  visitCorrection,
  shipmentCorrection,
  shipmentDocument,
  digest,
];
