import type { EffectName, OutputOf } from '../../flows/effects.ts';
import type { TestOffer } from '../../src/domain/catalogue/values.ts';
import type { OpenProposal } from '../../src/domain/consultations/values.ts';
import type { CaseList, DigestItem } from '../../src/domain/digests/values.ts';
import type { LaboratoryAnswers } from '../../src/domain/laboratory/values.ts';
import type { SheetMistake } from '../../src/domain/sheets/values.ts';
import type { ShipmentAnswers } from '../../src/domain/shipments/values.ts';
import type { TourAnswers, ToursOffered } from '../../src/domain/tours/values.ts';
import type { TrackedRegistration } from '../../src/domain/tracking/values.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';

// A union of outcomes wants a sample of each: a new outcome does not compile until it has one.
type Samples = {
  [Name in EffectName]: OutputOf<Name> extends { outcome: string }
    ? SamplesOf<OutputOf<Name>>
    : OutputOf<Name>[];
};
type SamplesOf<Output extends { outcome: string }> = {
  [Outcome in Output['outcome']]: Extract<Output, { outcome: Outcome }>[];
};

const day = (text: string): LabDay => text as LabDay;
const monday = day('2026-11-23');
const nearest = [monday, day('2026-11-24'), day('2026-11-25')];

const offer = (id: number, name: string, inPerson = false): TestOffer => ({
  id,
  name,
  nameEn: `${name} in English`,
  priceRupiah: 25_000 * id,
  turnaroundDays: 2,
  preparation: id === 1 ? 'puasa 10 jam (boleh minum air putih)' : '',
  preparationEn: id === 1 ? 'fast for 10 hours (plain water is fine)' : '',
  sample: 'Darah vena (serum)',
  method: 'GOD-PAP',
  inPerson,
});
const sugar = offer(1, 'Gula darah puasa');
const lipids = [offer(2, 'Kolesterol total'), offer(3, 'Kolesterol HDL'), offer(4, 'HIV', true)];

/** What somebody has answered who has answered everything. */
export const fullAnswers: LaboratoryAnswers = {
  personName: 'Siti Aminah',
  nik: '3308105708900001',
  birthDate: day('1990-08-17'),
  visitOn: monday,
  tests: [{ id: 1, name: 'Gula darah puasa', nameEn: 'Fasting blood glucose', priceRupiah: 25_000 }],
  phone: '6281200001234',
  letter: null,
};

const tracked = (differs: Partial<TrackedRegistration>): TrackedRegistration => ({
  registrationId: 7,
  code: 'LAB-7K2M-9QXP-C',
  proven: true,
  personName: 'Siti Aminah',
  institution: null,
  stage: 'registered',
  stageReason: null,
  history: [{ stage: 'registered', on: day('2026-11-20') }],
  visitOn: monday,
  untilOn: null,
  expectedOn: day('2026-11-25'),
  expectedReason: null,
  particulars: { service: 'laboratory', tests: ['Gula darah puasa'] },
  totalRupiah: 25_000,
  payment: 'unpaid',
  receiptNumber: null,
  freeReason: null,
  report: 'none',
  changeable: true,
  chatFound: false,
  ...differs,
});

const submitted: Samples['submitLaboratory'] = {
  done: [{ outcome: 'done', code: 'LAB-7K2M-9QXP-C' }],
  dayGone: [
    { outcome: 'dayGone', nearest },
    { outcome: 'dayGone', nearest: [] },
  ],
  testGone: [{ outcome: 'testGone', name: 'Gula darah puasa' }],
  tooLate: [{ outcome: 'tooLate', stage: 'sampleReceived' }],
  proofNeeded: [{ outcome: 'proofNeeded' }],
};

const { testGone: _noTests, ...consultationSubmitted } = submitted;

const proposal: OpenProposal = {
  registrationId: 7,
  code: 'KLI-7K2M-9QXP-C',
  initials: 'S.A.',
  visitOn: monday,
  day: day('2026-11-24'),
  reason: 'dokter sedang dinas luar',
};

const lateCases = {
  total: 2,
  cases: [
    { code: 'LAB-7K2M-9QXP-C', service: 'laboratory', officer: 'Rina', dueAt: '2026-11-19T07:00:00.000Z' },
    { code: 'LAB-GTDT-FBPB-B', service: 'laboratory', officer: null, dueAt: '2026-11-19T07:00:00.000Z' },
  ],
} satisfies CaseList;

const digestItems: DigestItem[] = [
  {
    number: 1,
    kind: 'numbers',
    since: monday,
    until: day('2026-11-24'),
    services: [{ service: 'laboratory', received: 4, ended: 3, late: 1 }],
  },
  { number: 2, kind: 'late', ...lateCases },
  { number: 3, kind: 'dueToday', ...lateCases },
  {
    number: 4,
    kind: 'waiting',
    people: 1,
    oldestAt: '2026-11-19T07:00:00.000Z',
    questions: 2,
    questionsLate: 1,
  },
  { number: 5, kind: 'undelivered', total: 1 },
  { number: 6, kind: 'line', outages: 1, isDown: false },
  { number: 7, kind: 'line', outages: 1, isDown: true },
  {
    number: 8,
    kind: 'unit',
    unitId: 2,
    name: 'Instalasi Mikrobiologi',
    received: 4,
    ended: 3,
    late: 1,
    open: 2,
    openLate: lateCases,
  },
];

const sheetMistake: SheetMistake = {
  sheet: 'Identitas Sampel',
  cell: 'C7',
  column: 'Tanggal ambil sampel',
  problem: 'empty',
  found: '',
};

export const tourAnswers: TourAnswers = {
  personName: 'Budi Santoso',
  institution: 'SMA Negeri Contoh',
  email: 'budi@contoh.sch.id',
  phone: '6281200001234',
  kind: { id: 1, name: 'Laboratorium mikrobiologi', nameEn: 'Microbiology laboratory', priceRupiah: 15_000 },
  visitors: 7,
  visitOn: day('2026-12-07'),
  untilOn: day('2026-12-07'),
  letter: { fileId: 1, name: 'surat.pdf' },
};

const tourSubmitted: Samples['submitTour'] = {
  ...submitted,
  done: [{ outcome: 'done', code: 'WIS-7K2M-9QXP-C' }],
  testGone: [{ outcome: 'testGone', name: 'Laboratorium mikrobiologi' }],
  groupUnfit: [{ outcome: 'groupUnfit', smallest: 10, largest: 40 }],
  stayUnfit: [{ outcome: 'stayUnfit', longestDays: 5 }],
};

const toursOffered: ToursOffered = {
  kinds: [
    {
      ...tourAnswers.kind,
      nameEn: 'Microbiology laboratory',
      about: 'Melihat biakan bakteri.',
      aboutEn: 'Bacterial cultures.',
      hours: 3,
      smallestGroup: 2,
      largestGroup: 40,
    },
  ],
  hall: 80,
  longestDays: 5,
};

/** What a sender has told who has told everything. */
export const fullShipment: ShipmentAnswers = {
  institution: 'Puskesmas Contoh',
  personName: 'Siti Aminah',
  phone: '6281200001234',
  email: 'puskesmas@contoh.example',
  address: { street: 'Jl. Melati 5', rt: '03', rw: '05', village: 'Sukamaju', subdistrict: 'Mekarsari' },
  region: {
    provinceCode: '33',
    provinceName: 'Jawa Tengah',
    regencyCode: '33.71',
    regencyName: 'Kota Magelang',
  },
  category: 'human',
  cover: { fileId: 11, name: 'surat.pdf' },
  identity: { fileId: 12, name: 'identitas.xlsx', rows: 300 },
  control: { fileId: 13, name: 'kendali.xlsx', rows: 300, boxes: 3 },
  nar: { fileId: 14, name: 'nar.xlsx', rows: 300 },
  samples: [{ testId: 4, testName: 'HIV', priceRupiah: 90_000, sampleType: 'Serum', samples: 300, boxes: 3 }],
};

const javaTengah = { code: '33', name: 'Jawa Tengah' };
const magelang = [
  { code: '33.08', name: 'Kabupaten Magelang', province: javaTengah },
  { code: '33.71', name: 'Kota Magelang', province: javaTengah },
];
const {
  category: _category,
  cover: _c,
  identity: _i,
  control: _k,
  nar: _n,
  samples: _s,
  ...sender
} = fullShipment;

const samples: Samples = {
  findPlaces: [
    { provinces: [], regencies: [] },
    { provinces: [javaTengah], regencies: [] },
    { provinces: [javaTengah, { code: '35', name: 'Jawa Timur' }], regencies: [] },
    { provinces: [], regencies: magelang },
    { provinces: [], regencies: magelang.slice(1) },
  ],
  findEachTest: [
    { found: [{ tests: [], exact: false }] },
    { found: [{ tests: [sugar], exact: true }] },
    { found: [{ tests: [sugar, ...lipids], exact: false }] },
  ],
  knownShippers: [{ shippers: [] }, { shippers: [{ called: 'Puskesmas Contoh (Siti A.)', ...sender }] }],
  submitShipment: submitted,
  correctShipment: submitted,
  documentsToFix: {
    found: [
      { outcome: 'found', toFix: [] },
      { outcome: 'found', toFix: [{ document: 'identity', reason: 'kolom NIK kosong' }] },
      {
        outcome: 'found',
        toFix: [
          { document: 'cover', reason: 'belum ditandatangani' },
          { document: 'identity', reason: 'kolom NIK kosong' },
        ],
      },
    ],
    proofNeeded: [{ outcome: 'proofNeeded' }],
  },
  sendDocument: {
    sent: [
      { outcome: 'sent', left: [] },
      { outcome: 'sent', left: [{ document: 'identity', reason: 'kolom NIK kosong' }] },
    ],
    notWanted: [{ outcome: 'notWanted', left: [] }],
    proofNeeded: [{ outcome: 'proofNeeded' }],
  },
  orderTemplates: [{ ordered: true }],
  knownSenders: [
    { senders: [] },
    {
      senders: [
        {
          called: 'SMA Negeri Contoh, Budi S.',
          personName: 'Budi Santoso',
          institution: 'SMA Negeri Contoh',
          email: 'budi@contoh.sch.id',
        },
      ],
    },
  ],
  toursOffered: [toursOffered, { ...toursOffered, kinds: [] }],
  tourDay: {
    open: [{ outcome: 'open', day: monday, opens: '07:30', closes: '14:00' }],
    full: [{ outcome: 'full', day: monday, nearest }],
    closed: [{ outcome: 'closed', day: monday, reason: 'weekend', name: '', nearest }],
    tooSoon: [{ outcome: 'tooSoon', day: monday, nearest }],
    tooFar: [{ outcome: 'tooFar', day: monday, last: day('2027-01-19') }],
  },
  tourStay: {
    open: [
      { outcome: 'open', visitOn: monday, untilOn: monday, days: 1 },
      { outcome: 'open', visitOn: monday, untilOn: day('2026-11-25'), days: 3 },
    ],
    endsBefore: [{ outcome: 'endsBefore', visitOn: day('2026-11-25'), untilOn: monday }],
    tooLong: [{ outcome: 'tooLong', longestDays: 5 }],
    closed: [{ outcome: 'closed', day: monday, name: 'Hari Raya Natal', nearest }],
    full: [{ outcome: 'full', day: monday, nearest }],
  },
  submitTour: tourSubmitted,
  correctTour: tourSubmitted,
  knownPeople: [
    { people: [] },
    {
      people: [
        {
          called: 'Siti A.',
          personName: 'Siti Aminah',
          nik: '3308105708900001',
          birthDate: fullAnswers.birthDate,
        },
      ],
    },
  ],
  findTests: [
    { tests: [], exact: false },
    { tests: [sugar], exact: true },
    { tests: [sugar, ...lipids], exact: true },
    { tests: [sugar, ...lipids], exact: false },
  ],
  testGroups: [
    {
      groups: [
        { name: 'Kimia klinik', count: 3 },
        { name: 'Hematologi', count: 10 },
      ],
    },
  ],
  testsOfGroup: [{ tests: lipids }, { tests: [] }],
  testById: [{ test: sugar }, { test: null }],
  testsByIds: [{ tests: [sugar] }],
  visitDay: {
    open: [{ outcome: 'open', day: monday, opens: '07:30', closes: '14:00' }],
    full: [
      { outcome: 'full', day: monday, nearest },
      { outcome: 'full', day: monday, nearest: [] },
    ],
    closed: [
      { outcome: 'closed', day: monday, reason: 'holiday', name: 'Hari Raya Natal', nearest },
      { outcome: 'closed', day: monday, reason: 'weekend', name: '', nearest },
    ],
    tooSoon: [{ outcome: 'tooSoon', day: monday, nearest }],
    tooFar: [{ outcome: 'tooFar', day: monday, last: day('2027-01-19') }],
  },
  consent: [{ given: false }, { given: true }],
  answerConsent: [{ recorded: true }],
  submitLaboratory: submitted,
  answersOf: {
    found: [{ outcome: 'found', answers: fullAnswers }],
    proofNeeded: [{ outcome: 'proofNeeded' }],
  },
  correctLaboratory: submitted,
  cancelRegistration: submitted,
  ownRequests: [
    { requests: [] },
    {
      requests: [
        { code: 'LAB-7K2M-9QXP-C', service: 'laboratory', who: 'S.A.', on: monday, stage: 'registered' },
      ],
    },
    {
      requests: [
        { code: 'LAB-7K2M-9QXP-C', service: 'laboratory', who: 'S.A.', on: monday, stage: 'registered' },
        { code: 'LAB-GTDT-FBPB-B', service: 'tour', who: 'SMA Contoh', on: monday, stage: 'completed' },
      ],
    },
  ],
  askForLabel: {
    ordered: [{ outcome: 'ordered' }],
    notWanted: [{ outcome: 'notWanted' }],
    proofNeeded: [{ outcome: 'proofNeeded' }],
  },
  wanted: [
    { service: 'laboratory', proof: 'birthDate', whose: null },
    { service: 'consultation', proof: 'birthDate', whose: 'S.A.' },
    { service: 'tour', proof: null, whose: null },
    { service: 'shipment', proof: 'lastFive', whose: null },
  ],
  track: {
    verified: [
      { outcome: 'verified', registration: tracked({}) },
      {
        outcome: 'verified',
        registration: tracked({ stage: 'completed', report: 'ready', changeable: false, payment: 'paid' }),
      },
      {
        outcome: 'verified',
        registration: tracked({ stage: 'completed', report: 'inPerson', changeable: false, payment: 'free' }),
      },
      {
        outcome: 'verified',
        registration: tracked({ stage: 'sampleRejected', stageReason: 'sampel beku', changeable: false }),
      },
      {
        outcome: 'verified',
        registration: tracked({
          stage: 'dateProposed',
          expectedReason: 'alat rusak',
          particulars: { service: 'consultation', proposal: { day: monday, reason: 'dokter cuti' } },
        }),
      },
      {
        outcome: 'verified',
        registration: tracked({
          stage: 'approved',
          proven: false,
          personName: null,
          untilOn: day('2026-11-24'),
          particulars: { service: 'tour', kind: 'Tur laboratorium', kindEn: 'Laboratory tour', visitors: 40 },
          report: 'ready',
        }),
      },
      {
        outcome: 'verified',
        registration: tracked({
          stage: 'documentsToFix',
          institution: 'Puskesmas Contoh',
          chatFound: true,
          particulars: {
            service: 'shipment',
            samples: [{ test: 'Gula darah puasa', sampleType: 'darah', samples: 10, boxes: 2 }],
            toFix: [{ document: 'identity', reason: 'kolom C kosong' }],
          },
        }),
      },
    ],
    mismatch: [{ outcome: 'mismatch', triesLeft: 4 }],
    locked: [
      { outcome: 'locked', until: '2026-11-21T02:00:00.000Z' },
      { outcome: 'locked', until: null },
    ],
  },
  handOverReport: {
    ready: [{ outcome: 'ready', fileId: 3, name: 'LHU.pdf' }],
    inPerson: [{ outcome: 'inPerson' }],
    notReady: [{ outcome: 'notReady' }],
    proofNeeded: [{ outcome: 'proofNeeded' }],
  },
  wantPerson: [
    { open: true, nextOpen: { day: monday, opens: '07:30' } },
    { open: false, nextOpen: { day: monday, opens: '07:30' } },
  ],
  chooseLanguage: [{ recorded: true }],
  stopNotices: [{ recorded: true }],
  resumeNotices: [{ wereStopped: true }, { wereStopped: false }],
  linkStaffChat: {
    linked: [{ outcome: 'linked', name: 'Rina Wulandari' }],
    unknown: [{ outcome: 'unknown' }],
    locked: [
      { outcome: 'locked', until: '2026-11-21T02:00:00.000Z' },
      { outcome: 'locked', until: null },
    ],
  },
  digestAwaits: [{ sentAt: '2026-11-20T01:00:00.000Z' }, { sentAt: null }],
  proposalAwaits: [{ sentAt: '2026-11-20T01:00:00.000Z' }, { sentAt: null }],
  submitConsultation: consultationSubmitted,
  correctConsultation: consultationSubmitted,
  moveVisit: consultationSubmitted,
  openProposals: [
    { proposals: [] },
    { proposals: [proposal] },
    { proposals: [proposal, { ...proposal, registrationId: 8, code: 'KLI-GTDT-FBPB-B', initials: 'B.' }] },
  ],
  answerProposal: {
    accepted: [{ outcome: 'accepted', code: proposal.code, day: proposal.day, opens: '07:30' }],
    declined: [{ outcome: 'declined', code: proposal.code, visitOn: monday, nearest }],
    dayGone: [{ outcome: 'dayGone', code: proposal.code, day: proposal.day, visitOn: monday, nearest: [] }],
    over: [{ outcome: 'over', stage: 'confirmed' }],
    proofNeeded: [{ outcome: 'proofNeeded' }],
  },
  digestItem: {
    found: digestItems.map((item) => ({ outcome: 'found', item })),
    noSuch: [{ outcome: 'noSuch', first: 1, last: 4 }],
    none: [{ outcome: 'none' }],
  },
  genuineness: {
    genuine: [{ outcome: 'genuine', code: '7K2M-9QXP-C', paper: 'report', issuedOn: monday }],
    replaced: [
      {
        outcome: 'replaced',
        code: '7K2M-9QXP-C',
        paper: 'replyLetter',
        issuedOn: day('2026-11-20'),
        replacedOn: monday,
      },
    ],
    unknown: [{ outcome: 'unknown', code: '7K2M-9QXP-C' }],
    typo: [{ outcome: 'typo' }],
    notACode: [{ outcome: 'notACode' }],
  },
  sheetCheck: {
    good: [{ outcome: 'good', rows: 20, boxes: null, doubts: [], corrected: null }],
    mistakes: [
      {
        outcome: 'mistakes',
        rows: 20,
        boxes: null,
        mistakes: [sheetMistake],
        count: 14,
        corrected: { fileId: 9, name: 'identitas-sampel (diperbaiki).xlsx' },
      },
    ],
    wrongSheet: [{ outcome: 'wrongSheet', is: 'control' }],
    unread: [{ outcome: 'unread' }],
  },
};

/** Every way in which the lab may answer `effect`. */
export function outcomesOf(effect: EffectName): readonly unknown[] {
  const given: readonly unknown[] | Record<string, readonly unknown[]> = samples[effect];
  return Array.isArray(given) ? given : Object.values(given).flat();
}
