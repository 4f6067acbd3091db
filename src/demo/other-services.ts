// Longer than other files: what becomes of each of a dozen requests is told one after the other.
import { replyLetter } from '../../templates/documents/reply-letter.ts';
import type { Db } from '../db/open.ts';
import { visitDay } from '../domain/calendar/index.ts';
import { findTests } from '../domain/catalogue/index.ts';
import { recognise } from '../domain/citizens/index.ts';
import { proposeDate, submit as submitConsultation } from '../domain/consultations/index.ts';
import type { DomainContext } from '../domain/context.ts';
import { drawPaperCode, nextLetterNumber } from '../domain/papers/index.ts';
import { changeStage, type Registration, registrationByCode } from '../domain/registrations/index.ts';
import type { Stage } from '../domain/registrations/table.ts';
import type { Submitted } from '../domain/registrations/values.ts';
import { release, reportsOf, validate } from '../domain/reports/index.ts';
import {
  askForCorrections,
  judgeDocument,
  receive,
  shipmentOf,
  submit as submitShipment,
  verifyDocuments,
} from '../domain/shipments/index.ts';
import { decide, submit as submitTour, toursOffered } from '../domain/tours/index.ts';
import { addDays, type LabDay, labDayAt } from '../domain/values/lab-day.ts';
import { birthDateInNik } from '../domain/values/nik.ts';
import type { SheetKind } from '../domain/values/shipment.ts';
import type { FileStore } from '../files/store.ts';
import type { Transact } from '../transact.ts';
import type { DemoStaff } from './organisation.ts';
import { sampleReport } from './sample-report.ts';
import { demoDocuments } from './shipment-files.ts';

/** What the month of the other services is made with. */
interface Parts {
  db: Db;
  transact: Transact;
  files: FileStore;
  staff: DemoStaff;
  publicUrl: string;
}

/** The invented month of consultations, tours and shipments. */
export interface OtherServices {
  /** Does everything that fell on days up to so many days ago. */
  passDay(daysAgo: number): Promise<void>;
}

/** Something that happens so many days before the demonstration begins. */
type Step = readonly [daysAgo: number, what: () => void | Promise<void>];

const CHAT = { transport: 'simulator', aliases: [] };
const MOST_DAYS_AHEAD = 30;

/** Prepares that month, so that every screen has something of every service. */
export function otherServices({ db, transact, files, staff, publicUrl }: Parts): OtherServices {
  const codes = new Map<string, string>();
  const officer = { kind: 'staff', id: staff.rina } as const;
  const second = { kind: 'staff', id: staff.bagus } as const;

  const steps: Step[] = [
    [20, consult('Wahyu Lestari', '6281200003001', '3371016503920001', 1)],
    [19, take('Wahyu Lestari', 'confirmed')],
    [16, take('Wahyu Lestari', 'completed')],
    [15, consult('Bayu Nugroho', '6281200003002', '3371011204850002', 1)],
    [14, take('Bayu Nugroho', 'confirmed')],
    [11, take('Bayu Nugroho', 'noShow')],
    [4, consult('Sekar Arum', '6281200003003', '3371014506970003', 8)],
    [3, take('Sekar Arum', 'confirmed')],
    [3, consult('Panji Laksono', '6281200003004', '3371010709880004', 7)],
    [2, propose('Panji Laksono', 10, 'Dokter sedang rapat pada hari itu')],
    [1, consult('Intan Permata', '6281200003005', '3371015411990005', 4)],

    [21, visit('SMA Contoh 1', 'Yanti Kusuma', '6281200003011', 32, 30)],
    [18, approve('SMA Contoh 1')],
    [17, send('SMA Contoh 1')],
    [5, visit('Universitas Contoh', 'Rangga Aditya', '6281200003012', 25, 20)],
    [4, take('Universitas Contoh', 'reviewing')],
    [1, visit('SMK Husada Contoh', 'Laras Wening', '6281200003013', 40, 27)],

    [16, ship('Puskesmas Mawar', 'Hesti Rahma', '6281200003021', { samples: 6, boxes: 2 })],
    [15, verify('Puskesmas Mawar')],
    [11, count('Puskesmas Mawar', { missing: 1 })],
    [10, take('Puskesmas Mawar', 'testing')],
    [8, ship('RSUD Contoh', 'Galih Pranata', '6281200003022', { samples: 12, boxes: 3 })],
    [7, verify('RSUD Contoh')],
    [
      4,
      ship('Klinik Sehat Contoh', 'Mira Anjani', '6281200003023', {
        ...{ samples: 4, boxes: 1, mistaken: 'identity' },
      }),
    ],
    [3, correctionFor('Klinik Sehat Contoh')],
    [1, ship('Puskesmas Kenanga', 'Teguh Santosa', '6281200003024', { samples: 8, boxes: 2 })],
  ];
  const waiting = steps.toSorted(([a], [b]) => b - a);

  return {
    async passDay(daysAgo) {
      for (let next = waiting[0]; next && next[0] >= daysAgo; next = waiting[0]) {
        waiting.shift();
        await next[1]();
      }
    },
  };

  /** The registration of somebody by the name used here. */
  function of(name: string): Registration {
    const found = registrationByCode(db, codes.get(name) ?? '');
    if (!found) throw new Error(`demo: ${name} has not registered`);
    return found;
  }

  /** Writes down that somebody has registered in the chat. */
  function registered(
    name: string,
    { person, phone }: { person: string; phone: string },
    submit: (ctx: DomainContext, citizenId: number) => { outcome: string } | Submitted,
  ): void {
    const chat = { ...CHAT, address: phone, phone, displayName: person };
    const citizen = transact({ kind: 'system' }, (ctx) => recognise(ctx, chat));
    const sent = transact({ kind: 'citizen', id: citizen.id }, (ctx) => submit(ctx, citizen.id));
    if (!('code' in sent)) throw new Error(`demo: ${name} could not register: ${sent.outcome}`);
    codes.set(name, sent.code);
  }

  function consult(name: string, phone: string, nik: string, ahead: number) {
    return () =>
      registered(name, { person: name, phone }, (ctx, citizenId) => {
        const birthDate = birthDateInNik(nik, ctx.today);
        if (!birthDate) throw new Error(`demo: the NIK of ${name} holds no day`);
        const visitOn = openDay(ctx, 'consultation', addDays(ctx.today, ahead));
        return submitConsultation(ctx, {
          citizenId,
          answers: { personName: name, nik, birthDate, visitOn, phone },
        });
      });
  }

  function take(name: string, to: Stage) {
    return () => {
      const { id: registrationId, version: expectedVersion } = of(name);
      transact(officer, (ctx) => changeStage(ctx, { registrationId, expectedVersion, to }));
    };
  }

  function propose(name: string, ahead: number, reason: string) {
    return () => {
      const { id: registrationId, version: expectedVersion } = of(name);
      transact(officer, (ctx) => {
        const day = openDay(ctx, 'consultation', addDays(ctx.today, ahead));
        return proposeDate(ctx, { registrationId, expectedVersion, day, reason });
      });
    };
  }

  function visit(institution: string, person: string, phone: string, visitors: number, ahead: number) {
    return async () => {
      const name = `surat-pengantar.pdf`;
      const bytes = await sampleReport({ code: 'Surat pengantar', personName: person, tests: [institution] });
      const fileId = await files.keepOwn(bytes, { name, kind: 'pdf' });
      registered(institution, { person, phone }, (ctx, citizenId) => {
        const kind = toursOffered(ctx).kinds.find(
          ({ smallestGroup, largestGroup }) => smallestGroup <= visitors && visitors <= largestGroup,
        );
        if (!kind) throw new Error(`demo: no tour is for ${visitors} visitors`);
        const visitOn = openDay(ctx, 'tour', addDays(ctx.today, ahead), visitors);
        const answers = {
          ...{ personName: person, institution, email: 'kunjungan@sekolah.example', phone, visitors },
          ...{ kind, visitOn, untilOn: visitOn, letter: { fileId, name } },
        };
        return submitTour(ctx, { citizenId, answers });
      });
    };
  }

  /** A letter is drawn that lets the group come. */
  function approve(name: string) {
    return async () => {
      const registration = of(name);
      const { code, personName, institution, visitOn, places, totalRupiah, createdAt } = registration;
      const drawn = transact(officer, (ctx) => {
        const [number, paperCode] = [nextLetterNumber(ctx), drawPaperCode(ctx)];
        return { number, paperCode, lab: ctx.lab, today: ctx.today };
      });
      const { lab, number, paperCode } = drawn;
      const bytes = await replyLetter({
        ...{ lab, number, place: 'Magelang', writtenOn: drawn.today, code },
        ...{ addressee: { person: personName, institution }, signer: lab.signer, contact: lab.phone },
        receivedOn: labDayAt(createdAt, lab.timeZone),
        tour: { kind: 'Kunjungan laboratorium', from: visitOn, until: visitOn, visitors: places },
        decision: {
          ...{ outcome: 'approved', startsAt: '08.30', bring: ['Sepatu tertutup'], note: '' },
          ...{ feeRupiah: totalRupiah, howToPay: lab.howToPay },
        },
        mark: { code: paperCode, url: `${publicUrl}/v/${paperCode}` },
      });
      const fileId = await files.keepOwn(bytes, { name: `SuratBalasan-${code}.pdf`, kind: 'pdf' });
      const about = { registrationId: registration.id, expectedVersion: registration.version };
      transact(officer, (ctx) =>
        decide(ctx, { ...about, fileId, evidence: 'code', paperCode, decision: 'approved', number }),
      );
    };
  }

  /** Another officer checks the letter and lets it go. */
  function send(name: string) {
    return () => {
      const reportId = reportsOf(db, of(name).id)[0]?.id ?? 0;
      transact(second, (ctx) => validate(ctx, { reportId, expectedVersion: of(name).version }));
      transact(second, (ctx) => release(ctx, { reportId, expectedVersion: of(name).version }));
    };
  }

  function ship(
    institution: string,
    person: string,
    phone: string,
    about: { samples: number; boxes: number; mistaken?: SheetKind },
  ) {
    return async () => {
      const { today: takenOn, lab } = transact({ kind: 'system' }, ({ today, lab }) => ({ today, lab }));
      const { samples, boxes, mistaken } = about;
      const wanted = { sender: institution, samples, boxes, takenOn, lab, ...(mistaken && { mistaken }) };
      const documents = await demoDocuments({ files, transact }, wanted);
      registered(institution, { person, phone }, (ctx, citizenId) =>
        submitShipment(ctx, {
          citizenId,
          answers: {
            ...{ institution, personName: person, phone, email: 'sampel@faskes.example', category: 'human' },
            address: {
              ...{
                street: 'Jalan Contoh 7',
                rt: '002',
                rw: '004',
                village: 'Kramat',
                subdistrict: 'Magelang Utara',
              },
            },
            region: {
              ...{ provinceCode: '33', provinceName: 'Jawa Tengah' },
              ...{ regencyCode: '33.71', regencyName: 'Kota Magelang' },
            },
            ...documents,
            samples: [{ ...testFor(ctx, 'trigliserida'), sampleType: 'Serum', samples, boxes }],
          },
        }),
      );
    };
  }

  function verify(name: string) {
    return () => {
      const { id: registrationId, version: expectedVersion } = of(name);
      transact(officer, (ctx) => verifyDocuments(ctx, { registrationId, expectedVersion }));
    };
  }

  function correctionFor(name: string) {
    return () => {
      const reason = 'Tanggal ambil sampel kosong pada H7; kode S-02 berulang pada B8';
      const registrationId = of(name).id;
      transact(officer, (ctx) =>
        judgeDocument(ctx, {
          ...{ registrationId, expectedVersion: of(name).version },
          ...{ document: 'identity', verdict: 'toFix', reason },
        }),
      );
      transact(officer, (ctx) =>
        askForCorrections(ctx, { registrationId, expectedVersion: of(name).version }),
      );
    };
  }

  /** The desk takes it in and finds that some samples are missing. */
  function count(name: string, { missing }: { missing: number }) {
    return () => {
      const { id: registrationId, version: expectedVersion } = of(name);
      const counts = (shipmentOf(db, registrationId)?.samples ?? []).map(({ position, samples, boxes }) => ({
        position,
        boxes,
        samples: samples - missing,
      }));
      const note = 'Satu tabung tidak ada di kotak 2.';
      transact(officer, (ctx) => receive(ctx, { registrationId, expectedVersion, counts, note }));
    };
  }
}

/** The first day from `from` on with room for so many. */
function openDay(ctx: DomainContext, service: 'consultation' | 'tour', from: LabDay, places = 1): LabDay {
  for (let ahead = 0; ahead < MOST_DAYS_AHEAD; ahead += 1) {
    const day = addDays(from, ahead);
    if (visitDay(ctx, day, service, places).outcome === 'open') return day;
  }
  throw new Error(`demo: no day is open for a ${service}`);
}

function testFor(
  ctx: DomainContext,
  wish: string,
): { testId: number; testName: string; priceRupiah: number } {
  const [found] = findTests(ctx.tx, wish, ctx.today).tests;
  if (!found) throw new Error(`demo: nobody tests ${wish}`);
  return { testId: found.id, testName: found.name, priceRupiah: found.priceRupiah };
}
