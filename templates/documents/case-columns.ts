import type { ExportRow } from '../../src/domain/cases/index.ts';
import type { Phase } from '../../src/domain/cases/values.ts';
import { isRegistered } from '../../src/domain/values/services.ts';
import { categoryName, serviceName, sourceName } from '../messages/services.ts';
import { isStage, stageName } from '../messages/stages.ts';

/** A cell of the register: words, a number, or an instant. */
export type CaseCell = string | number | Date | null;

const PHASES: Record<Phase, string> = {
  open: 'Giliran lab',
  waiting: 'Menunggu warga',
  ended: 'Sudah selesai',
};

/** The columns of the register of cases, from left to right. */
export const CASE_COLUMNS: readonly {
  header: string;
  width: number;
  cell(row: ExportRow): CaseCell;
}[] = [
  { header: 'Kode', width: 18, cell: ({ code }) => code },
  { header: 'Nomor', width: 9, cell: ({ number }) => number },
  { header: 'Layanan', width: 24, cell: ({ service }) => serviceName(service, 'id') },
  { header: 'Status', width: 20, cell: statusOf },
  { header: 'Keadaan', width: 16, cell: ({ phase }) => PHASES[phase] },
  { header: 'Nama', width: 28, cell: ({ personName }) => personName },
  { header: 'NIK (disamarkan)', width: 20, cell: ({ nik }) => nik },
  { header: 'Nomor HP', width: 18, cell: ({ phone }) => writtenPhone(phone) },
  { header: 'Instansi', width: 28, cell: ({ institution }) => institution ?? '' },
  { header: 'Email', width: 26, cell: ({ email }) => email ?? '' },
  { header: 'Kategori', width: 18, cell: ({ category }) => categoryName(category, 'id') },
  { header: 'Klasifikasi', width: 18, cell: ({ classification }) => classification },
  { header: 'Wilayah', width: 20, cell: ({ area }) => area },
  { header: 'Unit', width: 24, cell: ({ unitName }) => unitName },
  { header: 'Petugas', width: 22, cell: ({ assigneeName }) => assigneeName ?? '' },
  { header: 'Datang lewat', width: 13, cell: ({ source }) => sourceName(source, 'id') },
  { header: 'Masuk', width: 17, cell: ({ receivedAt }) => receivedAt },
  { header: 'Pertama dijawab', width: 17, cell: ({ firstAnsweredAt }) => firstAnsweredAt },
  { header: 'Tenggat', width: 17, cell: ({ dueAt }) => dueAt },
  { header: 'Selesai', width: 17, cell: ({ endedAt }) => endedAt },
  { header: 'Pernah lewat tenggat', width: 12, cell: ({ missed }) => (missed ? 'Ya' : 'Tidak') },
];

function statusOf({ service, status }: ExportRow): string {
  // The status of what people register for is its stage; the other services bring their words with them.
  return isRegistered(service) && isStage(status) ? stageName(status, 'id') : status;
}

// As people write it, and with dashes, so that no spreadsheet takes it for a number.
function writtenPhone(phone: string): string {
  if (!phone.startsWith('62')) return phone && `+${phone}`;
  return `0${phone.slice(2)}`.replace(/^(.{4})(.{1,4})(.*)$/, (_all, ...parts) =>
    parts.slice(0, 3).filter(Boolean).join('-'),
  );
}
