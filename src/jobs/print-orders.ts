import { createHash } from 'node:crypto';
import type { Db } from '../db/open.ts';
import type { DomainContext } from '../domain/context.ts';
import {
  beginOrder,
  failOrder,
  finishOrder,
  issuePaper,
  keepPaper,
  type OrderToPrint,
  paperChanged,
} from '../domain/papers/index.ts';
import { LABEL_SHEETS, type LabelData, type LabelSheet, type Mark } from '../domain/papers/values.ts';
import { NotPrinted, type Print } from '../domain/prints.ts';
import { registrationById } from '../domain/registrations/index.ts';
import { shipmentOf } from '../domain/shipments/index.ts';
import { labDayAt } from '../domain/values/lab-day.ts';
import type { LabSettings } from '../domain/values/lab-settings.ts';
import { SHEET_KINDS, type SheetKind } from '../domain/values/shipment.ts';
import type { FileStore } from '../files/store.ts';
import type { Log } from '../log.ts';
import type { Transact } from '../transact.ts';
import type { Job } from './job.ts';

/** The name by which the job is woken as soon as something is ordered. */
export const PRINT_JOB = 'print-orders';
/** So many orders before the next wake. */
const MOST_AT_ONCE = 100;
const SYSTEM = { kind: 'system' } as const;

/** What printing needs of the lab. */
export interface PrintOrdersParts {
  db: Db;
  lab(): LabSettings;
  /** Without a slash at the end. */
  publicUrl(): string;
  print: Print;
  files: Pick<FileStore, 'keepOwn' | 'open'>;
  log: Log;
}

/**
 * Prints what was ordered: labels of shipments, empty sheets for their samples. What is printed and who
 * gets it are written down in one commit, so after a crash an order is printed again, with the same
 * codes, and nobody gets it twice.
 */
export function printOrders(parts: PrintOrdersParts): Job {
  // Made once for each wording of the lab's name: they are the same for everybody.
  const templates = new Map<string, number>();
  return {
    name: PRINT_JOB,
    about: 'Mencetak label pengiriman dan templat Excel yang diminta, lalu mengirimnya ke chat.',
    schedule: '*/5 * * * * *',
    run: () => 0,
    async afterwards(transact) {
      for (let made = 0; made < MOST_AT_ONCE; made += 1) {
        const order = transact(SYSTEM, beginOrder);
        if (!order) break;
        try {
          if (order.what === 'label') await printLabel(order, transact, parts);
          else await printTemplates(order, transact, parts, templates);
        } catch (error) {
          const reason = error instanceof NotPrinted ? error.reason : undefined;
          if (reason === 'closed') break;
          const why = error instanceof Error ? error.message : 'unknown';
          parts.log.warn({ order: order.id, what: order.what, error: why }, 'nothing was printed');
          transact(SYSTEM, (ctx) => failOrder(ctx, order));
        }
      }
      return undefined;
    },
  };
}

async function printLabel(order: OrderToPrint, transact: Transact, parts: PrintOrdersParts): Promise<void> {
  const { print, files } = parts;
  const { registrationId, codes } = order;
  if (registrationId === null) throw new Error('a label of no registration');
  const data = labelDataOf(parts, registrationId);
  const madeFrom = hashOf(data);
  const wanted = { registrationId, kind: 'label', madeFrom } as const;
  const counting = transact(SYSTEM, (ctx) => paperChanged(ctx, wanted));
  if (counting.outcome === 'same') {
    const fileIds = counting.papers.flatMap(({ fileId }) => fileId ?? []).sort((a, b) => a - b);
    transact(SYSTEM, (ctx) => finishOrder(ctx, order, fileIds));
    return;
  }
  const kept: { code: string; fileId: number }[] = [];
  for (const [at, sheet] of LABEL_SHEETS.entries()) {
    const code = codes[at];
    if (code === undefined) throw new Error(`order ${order.id} has no code for its ${sheet} label`);
    const bytes = await print('label', { ...data, sheet, mark: markOf(parts, code) });
    const name = `Label-${data.code}-${SHEET_NAMES[sheet]}.pdf`;
    kept.push({ code, fileId: await files.keepOwn(bytes, { name, kind: 'pdf' }) });
  }
  transact(SYSTEM, (ctx: DomainContext) => {
    // Corrected while it was being printed: it waits on, and is printed anew.
    if (hashOf(labelDataOf(parts, registrationId)) !== madeFrom) return failOrder(ctx, order);
    const fileIds = kept.map(({ fileId }) => fileId);
    if (!finishOrder(ctx, order, fileIds)) return;
    for (const paper of kept) keepPaper(ctx, { ...paper, kind: 'label', registrationId, madeFrom });
    issuePaper(ctx, { registrationId, fileIds });
  });
}

const hashOf = (data: object): string => createHash('sha256').update(JSON.stringify(data)).digest('hex');

const SHEET_NAMES: Record<LabelSheet, string> = { a4: 'A4', roll: '50x25mm' };

/** What stands on a label, besides the sheet and the mark. */
function labelDataOf(
  { db, lab: labNow, publicUrl }: PrintOrdersParts,
  registrationId: number,
): Omit<LabelData, 'sheet' | 'mark'> {
  const registration = registrationById(db, registrationId);
  const shipment = shipmentOf(db, registrationId);
  if (!registration || !shipment) throw new Error(`registration ${registrationId} has no label`);
  const lab = labNow();
  const { code, institution, personName, phone, createdAt } = registration;
  const { street, rt, rw, village, subdistrict, regencyName, provinceName, category, samples } = shipment;
  const address = [
    street,
    rt && `RT ${rt}`,
    rw && `RW ${rw}`,
    village,
    subdistrict,
    regencyName,
    provinceName,
  ];
  return {
    code,
    trackingUrl: `${publicUrl()}/t/${code}`,
    registeredOn: labDayAt(createdAt, lab.timeZone),
    boxes: samples.reduce((sum, { boxes }) => sum + boxes, 0),
    sender: {
      institution,
      person: personName,
      address: address.filter(Boolean).join(', '),
      phone: `+${phone}`,
    },
    lab: { name: lab.name, shortName: lab.shortName, address: lab.address, phone: lab.phone },
    category,
    contents: samples.map(({ testName, sampleType, samples: count }) => ({
      test: testName,
      sampleType,
      samples: count,
    })),
  };
}

async function printTemplates(
  order: OrderToPrint,
  transact: Transact,
  { lab: labNow, print, files }: PrintOrdersParts,
  made: Map<string, number>,
): Promise<void> {
  const { letterhead, name, address, phone, email } = labNow();
  const lab = { letterhead, name, address, phone, email };
  const fileIds: number[] = [];
  for (const kind of SHEET_KINDS) {
    const key = JSON.stringify([kind, lab]);
    const before = made.get(key);
    let fileId = before !== undefined && files.open(before) ? before : undefined;
    if (fileId === undefined) {
      const bytes = await print('sheetTemplate', { kind, lab });
      fileId = await files.keepOwn(bytes, { name: TEMPLATE_NAMES[kind], kind: 'xlsx' });
      made.set(key, fileId);
    }
    fileIds.push(fileId);
  }
  transact(SYSTEM, (ctx) => finishOrder(ctx, order, fileIds));
}

const TEMPLATE_NAMES: Record<SheetKind, string> = {
  identity: 'Identitas Sampel.xlsx',
  control: 'Formulir Kendali.xlsx',
  nar: 'Formulir NAR.xlsx',
};

const markOf = ({ publicUrl }: PrintOrdersParts, code: string): Mark => ({
  code,
  url: `${publicUrl()}/v/${code}`,
});
