import type {
  CaseList,
  DigestItem,
  Expected,
  NamedCase,
  ServiceNumbers,
  UnitNumbers,
} from '../../src/domain/digests/values.ts';
import { addDays, type LabDay, labDayAt } from '../../src/domain/values/lab-day.ts';
import { periodName } from '../documents/charts/words.ts';
import { longDay, momentIn, quoted, shortDay } from './format.ts';
import { type Language, message, type Scene } from './kit.ts';
import { serviceName } from './services.ts';

/** So many cases are named in the digest itself; the rest are in the detail. */
const NAMED_AT_ONCE = 3;
/** And so many in a detail: a screen or two of a phone. */
const NAMED_IN_DETAIL = 15;

interface Daily {
  /** The unit, as its people call it. */
  place: string;
  on: LabDay;
  items: DigestItem[];
}

const daily =
  (language: Language) =>
  ({ place, on, items }: Daily, scene: Scene): string => {
    const id = language === 'id';
    const isQuietLine = items.some(({ kind }) => kind === 'line');
    return [
      `*${id ? 'Ringkasan' : 'Digest'} ${longDay(on, language)}*`,
      quoted(place),
      '',
      ...items.map((item) => `${item.number}. ${summary(item, language, scene)}`),
      ...(isQuietLine ? [] : [id ? 'WhatsApp tersambung.' : 'WhatsApp is connected.']),
      '',
      forDetails(items, language),
    ].join('\n');
  };

interface Weekly {
  place: string;
  monday: LabDay;
  items: DigestItem[];
}

const weekly =
  (language: Language) =>
  ({ place, monday, items }: Weekly, scene: Scene): string => {
    const id = language === 'id';
    return [
      `*${id ? 'Pemantauan mingguan unit di bawah' : 'Weekly watch over the units below'} ${quoted(place)}*`,
      periodName(addDays(monday, -7), addDays(monday, -1), language),
      '',
      ...items.map((item) => `${item.number}. ${summary(item, language, scene)}`),
      '',
      forDetails(items, language),
    ].join('\n');
  };

function forDetails(items: readonly DigestItem[], language: Language): string {
  const number = items[0]?.number ?? 1;
  return language === 'id'
    ? `Balas angkanya untuk rinciannya, contoh: *${number}*.`
    : `Reply with a number for its details, for example: *${number}*.`;
}

/** One item in one line, and the first cases it names. */
function summary(item: DigestItem, language: Language, scene: Scene): string {
  const id = language === 'id';
  switch (item.kind) {
    case 'numbers':
      return `${sinceWords(item, language)}: ${countWords(sumOf(item.services), language)}`;
    case 'late':
      return [
        id ? `*Lewat tenggat: ${item.total}*` : `*Overdue: ${item.total}*`,
        ...named(item, NAMED_AT_ONCE, language, scene),
      ].join('\n');
    case 'dueToday':
      return [
        id ? `Jatuh tempo hari ini: ${item.total}` : `Due today: ${item.total}`,
        ...named(item, NAMED_AT_ONCE, language, scene),
      ].join('\n');
    case 'waiting':
      return waitingWords(item, language);
    case 'expected':
      return `${expectedDay(item, language)}: ${[
        ...item.visits.map((each) => visitWords(each, language)),
        ...(item.shipments > 0 ? [awaitedWords(item.shipments, language)] : []),
      ].join(', ')}`;
    case 'undelivered':
      return id ? `Pesan tidak sampai: ${item.total}` : `Messages not delivered: ${item.total}`;
    case 'line':
      return lineWords(item, language);
    case 'unit':
      return `*${quoted(item.name)}*: ${countWords(item, language)}, ${openWords(item, language)}`;
  }
}

/** One item with all that is known of it. */
function detail(item: DigestItem, language: Language, scene: Scene): string {
  const id = language === 'id';
  const page = `${scene.publicUrl}/admin`;
  switch (item.kind) {
    case 'numbers':
      return [
        `*${sinceWords(item, language)}*`,
        ...item.services.map(
          (each) => `${serviceName(each.service, language)}: ${countWords(each, language)}`,
        ),
      ].join('\n');
    case 'late':
      return [
        id ? `*Lewat tenggat: ${item.total}*` : `*Overdue: ${item.total}*`,
        ...named(item, NAMED_IN_DETAIL, language, scene),
        page,
      ].join('\n');
    case 'dueToday':
      return [
        id ? `*Jatuh tempo hari ini: ${item.total}*` : `*Due today: ${item.total}*`,
        ...named(item, NAMED_IN_DETAIL, language, scene),
        page,
      ].join('\n');
    case 'waiting':
      return [
        waitingWords(item, language),
        ...(item.oldestAt === null
          ? []
          : [
              id
                ? `Yang terlama menunggu sejak ${momentIn(item.oldestAt, scene.lab.timeZone, 'id')}.`
                : `The first has waited since ${momentIn(item.oldestAt, scene.lab.timeZone, 'en')}.`,
            ]),
        `${page}/attention`,
      ].join('\n');
    case 'expected':
      return [
        `*${expectedDay(item, language)}*`,
        ...item.visits.map(
          (each) => `${visitWords(each, language)}: ${page}/day?service=${each.service}&on=${item.on}`,
        ),
        ...(item.shipments > 0 ? [`${awaitedWords(item.shipments, language)}: ${page}/receiving`] : []),
      ].join('\n');
    case 'undelivered':
      return id
        ? `${item.total} orang belum menerima pesan dari kita. Siapa saja dan sebabnya: ${page}/attention`
        : `${item.total} people have not received a message of ours. Who and why: ${page}/attention`;
    case 'line':
      return `${lineWords(item, language)}\n${page}/whatsapp`;
    case 'unit':
      return [
        `*${quoted(item.name)}*: ${countWords(item, language)}, ${openWords(item, language)}`,
        ...named(item.openLate, NAMED_IN_DETAIL, language, scene),
        `${page}/statistics?unit=${item.unitId}`,
      ].join('\n');
  }
}

/** The next open day, whatever lies between. */
const expectedDay = ({ on }: Expected, language: Language): string => longDay(on, language);

/** `Konsultasi klinik 3`, `Wisata ilmiah 1 (30 orang)`. */
function visitWords({ service, requests, people }: Expected['visits'][number], language: Language): string {
  const group = service === 'tour' ? ` (${people} ${language === 'id' ? 'orang' : 'people'})` : '';
  return `${serviceName(service, language)} ${requests}${group}`;
}

const awaitedWords = (shipments: number, language: Language): string =>
  language === 'id' ? `kiriman ditunggu ${shipments}` : `shipments awaited ${shipments}`;

function sinceWords({ since, until }: { since: LabDay; until: LabDay }, language: Language): string {
  const isYesterday = addDays(since, 1) === until;
  if (language === 'id') return isYesterday ? 'Kemarin' : `Sejak ${longDay(since, 'id')}`;
  return isYesterday ? 'Yesterday' : `Since ${longDay(since, 'en')}`;
}

type Counts = Pick<ServiceNumbers, 'received' | 'ended' | 'late'>;

const sumOf = (services: readonly Counts[]): Counts =>
  services.reduce(
    (sum, each) => ({
      received: sum.received + each.received,
      ended: sum.ended + each.ended,
      late: sum.late + each.late,
    }),
    { received: 0, ended: 0, late: 0 },
  );

function countWords({ received, ended, late }: Counts, language: Language): string {
  const id = language === 'id';
  const ofThem = late === 0 ? '' : id ? ` (${late} terlambat)` : ` (${late} late)`;
  return id
    ? `masuk ${received}, selesai ${ended}${ofThem}`
    : `received ${received}, finished ${ended}${ofThem}`;
}

const openWords = ({ open, openLate }: UnitNumbers, language: Language): string =>
  language === 'id'
    ? `kini belum selesai ${open}, lewat tenggat ${openLate.total}`
    : `now open ${open}, overdue ${openLate.total}`;

function waitingWords(
  { people, questions, questionsLate }: { people: number; questions: number; questionsLate: number },
  language: Language,
): string {
  const id = language === 'id';
  const late =
    questionsLate === 0 ? '' : id ? ` (${questionsLate} lewat waktu)` : ` (${questionsLate} over time)`;
  const parts = [
    ...(people > 0 ? [id ? `${people} orang menunggu petugas` : `${people} people wait for staff`] : []),
    ...(questions > 0
      ? [id ? `${questions} pertanyaan belum dijawab${late}` : `${questions} questions not answered${late}`]
      : []),
  ];
  return parts.join(', ');
}

function lineWords({ outages, isDown }: { outages: number; isDown: boolean }, language: Language): string {
  const id = language === 'id';
  if (isDown) return id ? 'WhatsApp sedang terputus' : 'WhatsApp is down';
  return id
    ? `WhatsApp terputus ${outages} kali, kini tersambung`
    : `WhatsApp was down ${outages} times, now connected`;
}

function named(list: CaseList, most: number, language: Language, scene: Scene): string[] {
  const shown = list.cases.slice(0, most).map((each) => `   ${caseWords(each, language, scene)}`);
  const more = list.total - shown.length;
  if (more <= 0) return shown;
  return [...shown, language === 'id' ? `   dan ${more} lainnya` : `   and ${more} more`];
}

/** A code and who has it; never whose request it is. */
function caseWords({ code, officer, dueAt }: NamedCase, language: Language, scene: Scene): string {
  const due = shortDay(labDayAt(new Date(dueAt), scene.lab.timeZone), language).split(' ');
  const by = officer === null ? (language === 'id' ? 'belum ada petugas' : 'nobody yet') : quoted(officer);
  return `${code}, ${by}, ${due[0]} ${due[1]?.slice(0, 3)}`;
}

/** What supervisors hear of their unit, and what a number in answer brings. */
export const digest = {
  daily: message<Daily>({ id: daily('id'), en: daily('en') }),
  weekly: message<Weekly>({ id: weekly('id'), en: weekly('en') }),
  quiet: message<{ place: string; on: LabDay }>({
    id: ({ place, on }) =>
      `Ringkasan ${longDay(on, 'id')}, ${quoted(place)}: tidak ada yang masuk, tertunda, atau terlambat. Bila tetap sepi, kami diam sampai minggu depan.`,
    en: ({ place, on }) =>
      `Digest of ${longDay(on, 'en')}, ${quoted(place)}: nothing came in, waits or is late. While it stays so we are silent until next week.`,
  }),
  caption: message({
    id: 'Masuk dan selesai, 14 hari terakhir',
    en: 'Received and finished, the last 14 days',
  }),
  item: message<{ item: DigestItem }>({
    id: ({ item }, scene) => detail(item, 'id', scene),
    en: ({ item }, scene) => detail(item, 'en', scene),
  }),
  noSuchItem: message<{ first: number; last: number }>({
    id: ({ first, last }) =>
      `Ringkasan terakhir punya nomor ${first} sampai ${last}. Ketik *menu* untuk layanan lainnya.`,
    en: ({ first, last }) =>
      `The last digest has the numbers ${first} to ${last}. Type *menu* for everything else.`,
  }),
};
