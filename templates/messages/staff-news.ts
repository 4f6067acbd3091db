import type { NotificationKind } from '../../src/domain/notifications/values.ts';
import { type Language, message } from './kit.ts';

const NAMES: Record<NotificationKind, Record<Language, string>> = {
  caseReceived: { id: 'permohonan baru', en: 'new requests' },
  caseAssigned: { id: 'diserahkan kepada Anda', en: 'given to you' },
  caseHandedOver: { id: 'berpindah dari Anda', en: 'taken over from you' },
  caseReturned: { id: 'kembali ke antrean', en: 'back in the queue' },
  caseForwarded: { id: 'diteruskan ke unit Anda', en: 'forwarded to your unit' },
  caseChanged: { id: 'diubah pemohon', en: 'changed by the applicant' },
  citizenReplied: { id: 'balasan warga', en: 'replies of citizens' },
  personWanted: { id: 'ingin bicara dengan petugas', en: 'want to talk to staff' },
  dueSoon: { id: 'hampir jatuh tempo', en: 'due soon' },
  overdue: { id: 'terlambat', en: 'late' },
  noteAdded: { id: 'catatan baru', en: 'new notes' },
  unitMessage: { id: 'pesan antarunit', en: 'messages between units' },
  alarm: { id: 'peringatan', en: 'alarms' },
  exportReady: { id: 'ekspor siap', en: 'exports ready' },
};

interface StaffNews {
  /** How many of each kind, in the order they came. */
  counts: { kind: NotificationKind; count: number }[];
  /** Where they are read. */
  page: string;
}

/** What officers who want it are told in their own chat: how much of what, and nothing about anybody. */
export const staffNews = {
  waiting: message<StaffNews>({
    id: ({ counts, page }) => `${total(counts)} hal baru: ${listed(counts, 'id')}.\nBuka ${page}`,
    en: ({ counts, page }) => `${total(counts)} new: ${listed(counts, 'en')}.\nOpen ${page}`,
  }),
};

const total = (counts: StaffNews['counts']): number => counts.reduce((sum, { count }) => sum + count, 0);

const listed = (counts: StaffNews['counts'], language: Language): string =>
  counts.map(({ kind, count }) => `${count} ${NAMES[kind][language]}`).join(', ');
