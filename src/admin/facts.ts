import { rupiah, shortDay } from '../../templates/messages/format.ts';
import { stageName } from '../../templates/messages/stages.ts';
import type { Entry, Fact, FactOf } from '../domain/journal.ts';
import { listStaff } from '../domain/staff/index.ts';
import { FACT_NAMES } from './fact-names.ts';
import type { StaffVisit } from './visit.ts';
import { DOCUMENT_NAMES, PAYMENT_NAMES, TEST_FIELD_NAMES, TOUR_KIND_FIELD_NAMES } from './words.ts';

/** The name of whoever did something; a citizen is never named here. */
export function actorNames(visit: StaffVisit): (entry: Pick<Entry, 'actorKind' | 'actorId'>) => string {
  const names = new Map(listStaff(visit.parts.db).map(({ id, name }) => [id, name]));
  return ({ actorKind, actorId }) => {
    if (actorKind === 'staff') return names.get(actorId ?? 0) ?? 'Petugas';
    return { citizen: 'Pemohon lewat WhatsApp', visitor: 'Pengunjung halaman lacak', system: 'Sistem' }[
      actorKind
    ];
  };
}

const FIELD_NAMES: Record<string, string> = {
  ...TOUR_KIND_FIELD_NAMES,
  ...TEST_FIELD_NAMES,
  retiredAt: 'penawaran',
  personName: 'nama',
  nik: 'NIK',
  birthDate: 'tanggal lahir',
  visitOn: 'tanggal datang',
  tests: 'pemeriksaan',
  phone: 'nomor HP',
  letter: 'surat',
  institution: 'instansi',
  email: 'e-mail',
  kind: 'jenis wisata',
  visitors: 'jumlah orang',
  untilOn: 'hari terakhir',
  address: 'alamat',
  region: 'wilayah',
  category: 'kategori sampel',
  samples: 'rincian sampel',
  cover: 'surat pengantar',
  identity: 'identitas sampel',
  control: 'formulir kendali',
  nar: 'formulir NAR',
};

const PAPER_NAMES = { report: 'laporan', replyLetter: 'surat balasan', label: 'label' } as const;

const STAFF_DEEDS: Record<FactOf<'staff.changed'>['what'], string> = {
  switchedOff: 'Akun ditutup',
  switchedOn: 'Akun dibuka kembali',
  passwordChanged: 'Kata sandi diganti',
  passwordForced: 'Diminta mengganti kata sandi',
  edited: 'Data petugas diubah',
  removed: 'Akun dihapus',
  linkMade: 'Tautan kata sandi dibuat',
  secondFactorOn: 'Verifikasi dua langkah diaktifkan',
  secondFactorOff: 'Verifikasi dua langkah dimatikan',
  recoveryCodesMade: 'Kode cadangan baru dibuat',
  recoveryCodeUsed: 'Masuk dengan kode cadangan',
  sessionsEnded: 'Sesi diakhiri',
  chatLinked: 'WhatsApp dihubungkan',
  chatUnlinked: 'Hubungan WhatsApp putus',
  wentAway: 'Tidak di tempat',
  cameBack: 'Kembali di tempat',
};

const PROPOSAL_ANSWERS: Record<FactOf<'registration.proposalAnswered'>['answer'], string> = {
  accepted: 'diterima',
  declined: 'tidak dipilih',
  withdrawn: 'ditarik',
};

/** What happened to a registration or a test, in words for staff; what a group is answered with is a letter. */
export function factWords(fact: Fact, isLetter = false): string {
  const paper = isLetter ? 'surat balasan' : 'laporan';
  switch (fact.kind) {
    case 'registration.received':
      return 'Mendaftar';
    case 'registration.stageChanged':
      return `Tahap: ${stageName(fact.from, 'id')} → ${stageName(fact.to, 'id')}${because(fact.reason)}`;
    case 'registration.corrected':
      return `Mengubah ${fact.fields.map((field) => FIELD_NAMES[field] ?? field).join(', ')}`;
    case 'registration.moved':
      return `Tanggal datang: ${shortDay(fact.from, 'id')} → ${shortDay(fact.to, 'id')}`;
    case 'registration.reminded':
      return `Diingatkan tentang kunjungan ${shortDay(fact.visitOn, 'id')}`;
    case 'registration.expectedChanged':
      return `Perkiraan selesai: ${shortDay(fact.from, 'id')} → ${shortDay(fact.to, 'id')}${because(fact.reason)}`;
    case 'registration.paymentRecorded':
      return `Pembayaran: ${PAYMENT_NAMES[fact.payment]}`;
    case 'registration.nikRevealed':
      return `Membuka NIK${because(fact.reason)}`;
    case 'shipment.documentSent':
      return `Mengirim ${DOCUMENT_NAMES[fact.document]} versi ${fact.version}`;
    case 'shipment.documentJudged':
      return fact.verdict === 'accepted'
        ? `${DOCUMENT_NAMES[fact.document]}: benar`
        : `${DOCUMENT_NAMES[fact.document]} perlu diperbaiki${because(fact.reason)}`;
    case 'shipment.received':
      return fact.differs ? 'Menerima kiriman, ada selisih' : 'Menerima kiriman, sesuai';
    case 'registration.dateProposed':
      return `Mengusulkan ${shortDay(fact.day, 'id')}${because(fact.reason)}`;
    case 'registration.proposalAnswered':
      return `Usulan ${shortDay(fact.day, 'id')} ${PROPOSAL_ANSWERS[fact.answer]}`;
    case 'paper.compared':
      return `Membandingkan berkas: ${fact.same ? 'sama persis' : 'tidak sama'}`;
    case 'paper.issued':
      return `Menerbitkan ${PAPER_NAMES[fact.paper]}`;
    case 'registration.markedDuplicate':
      return `Ditandai ganda dari ${fact.of}`;
    case 'registration.unlocked':
      return `Membuka kunci pelacakan${because(fact.reason)}`;
    case 'registration.verifiedProof':
      return 'Melacak dengan bukti yang benar';
    case 'registration.wrongProof':
      return 'Mencoba melacak dengan bukti yang salah';
    case 'registration.chatFound':
      return 'Percakapan pemohon dikenali: kabar dikirim ke sana sejak itu';
    case 'report.uploaded':
      return `Mengunggah ${paper} versi ${fact.version}`;
    case 'report.validated':
      return `Memvalidasi ${paper}`;
    case 'report.released':
      return `Melepas ${paper}`;
    case 'report.takenBack':
      return `Menarik kembali ${paper}`;
    case 'report.handedOver':
      return fact.by === 'chat'
        ? `Mengambil ${paper} di percakapan`
        : `Mengunduh ${paper} dari halaman lacak`;
    case 'catalogue.changed':
    case 'tourKind.changed':
      return `Mengubah ${fact.fields.map((field) => FIELD_NAMES[field] ?? field).join(', ')}`;
    case 'staff.changed':
      return STAFF_DEEDS[fact.what];
    default:
      return FACT_NAMES[fact.kind] ?? fact.kind;
  }
}

const because = (reason: string | undefined): string => (reason ? `. Alasan: ${reason}` : '');

/** `55.000`, as it stands in a field and on a receipt. */
export const thousands = (amount: number): string => new Intl.NumberFormat('id-ID').format(amount);

/** `Rp 55.000`, or that it costs nothing. */
export const priceWords = (amount: number): string => (amount === 0 ? 'Tanpa biaya' : rupiah(amount));
