import type { LabelData, Mark, PaperLab, ReplyLetterData } from '../../src/domain/papers/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';

const day = (text: string): LabDay => text as LabDay;

export const mark: Mark = { code: '9M3T-XW0A-7', url: 'https://lab.example/v/9M3T-XW0A-7' };

export const lab: PaperLab = {
  letterhead: 'Kementerian Kesehatan Republik Indonesia',
  name: 'Balai Laboratorium Kesehatan Masyarakat Magelang',
  address: 'Jalan Contoh Raya 1, Magelang, Jawa Tengah',
  phone: '(0293) 555-0100',
  email: 'halo@labkesmas.example',
};

/** A label as most are. */
export const labelData: LabelData = {
  sheet: 'a4',
  code: 'KRM-7K2M-9QXP-C',
  trackingUrl: 'https://lab.example/t/KRM-7K2M-9QXP-C',
  registeredOn: day('2026-11-21'),
  boxes: 3,
  sender: {
    institution: 'Puskesmas Mawar Indah',
    person: 'Siti Aminah',
    address: 'Jalan Melati 12, RT 003, RW 005, Sukamaju, Magelang Utara, Kota Magelang, Jawa Tengah',
    phone: '+6281200001234',
  },
  lab: { ...lab, shortName: 'Labkesmas Magelang' },
  category: 'human',
  contents: [
    { test: 'TCM TB', sampleType: 'Dahak', samples: 8 },
    { test: 'PCR campak', sampleType: 'Serum', samples: 30 },
  ],
  mark,
};

/** A letter that says yes. */
export const letterData: ReplyLetterData = {
  lab,
  mark,
  number: 'HM.02/17/XI/2026',
  place: 'Magelang',
  writtenOn: day('2026-11-21'),
  addressee: { person: 'Andi Contoh', institution: 'SMA Negeri 1 Contoh' },
  code: 'WIS-7K2M-9QXP-C',
  receivedOn: day('2026-11-19'),
  tour: { kind: 'Pengenalan laboratorium', from: day('2026-12-08'), until: day('2026-12-09'), visitors: 36 },
  decision: {
    outcome: 'approved',
    startsAt: '08.30',
    bring: ['Surat tugas asli.', 'Sepatu tertutup.'],
    feeRupiah: 540_000,
    howToPay: 'Bayar di loket.',
    note: '',
  },
  contact: 'petugas kami',
  signer: { name: 'dr. Contoh Pratama', title: 'Kepala', number: 'NIP 00000000' },
};
