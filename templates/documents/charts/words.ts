import type { Chart, Figure, FigureRow, Measure, Step } from '../../../src/domain/statistics/values.ts';
import { REST } from '../../../src/domain/statistics/values.ts';
import { type LabDay, parseLabDay, weekdayOf } from '../../../src/domain/values/lab-day.ts';
import { isRegistered, SERVICES, type Service } from '../../../src/domain/values/services.ts';
import { shortDay, weekdayName } from '../../messages/format.ts';
import type { Language } from '../../messages/kit.ts';
import { categoryName, serviceName, sourceName } from '../../messages/services.ts';
import { isStage, stageName } from '../../messages/stages.ts';

type Words = { id: string; en: string };

const TITLES: Record<Chart, Words> = {
  volume: { id: 'Masuk dan selesai', en: 'Received and finished' },
  timeliness: { id: 'Ketepatan waktu per layanan', en: 'Timeliness by service' },
  units: { id: 'Penanganan per unit', en: 'Handling by unit' },
  officers: { id: 'Penanganan per petugas', en: 'Handling by officer' },
  endingTime: { id: 'Waktu sampai selesai', en: 'Time until finished' },
  answerTime: { id: 'Waktu sampai jawaban pertama', en: 'Time until the first answer' },
  service: { id: 'Layanan', en: 'Service' },
  status: { id: 'Status', en: 'Status' },
  classification: { id: 'Klasifikasi', en: 'Classification' },
  area: { id: 'Area', en: 'Area' },
  category: { id: 'Kategori', en: 'Category' },
  source: { id: 'Sumber', en: 'Source' },
};

/** The title by which a chart is chosen. */
export const chartTitle = (chart: Chart, language: Language): string => TITLES[chart][language];

const MEASURES: Record<Measure, Words> = {
  received: { id: 'Masuk', en: 'Received' },
  ended: { id: 'Selesai', en: 'Finished' },
  onTime: { id: 'Selesai tepat waktu', en: 'Finished in time' },
  late: { id: 'Selesai terlambat', en: 'Finished late' },
  open: { id: 'Belum selesai', en: 'Not finished' },
  openLate: { id: 'Lewat tenggat kini', en: 'Overdue now' },
  answered: { id: 'Sudah dijawab', en: 'Answered' },
  medianDays: { id: 'Median (hari kerja)', en: 'Median (working days)' },
};

/** The heading of a column. */
export const measureName = (measure: Measure, language: Language): string => MEASURES[measure][language];

/** The heading over the names of the rows. */
export function rowsName(chart: Chart, step: Step, language: Language): string {
  const id = language === 'id';
  switch (chart) {
    case 'volume':
      return {
        day: id ? 'Hari' : 'Day',
        week: id ? 'Minggu mulai' : 'Week of',
        month: id ? 'Bulan' : 'Month',
      }[step];
    case 'units':
      return 'Unit';
    case 'officers':
      return id ? 'Petugas' : 'Officer';
    case 'timeliness':
    case 'endingTime':
    case 'answerTime':
      return TITLES.service[language];
    default:
      return TITLES[chart][language];
  }
}

/** What a row is called. */
export function rowName(
  { chart }: Pick<Figure, 'chart'>,
  row: FigureRow,
  step: Step,
  language: Language,
): string {
  const id = language === 'id';
  if (row.key === REST) return id ? 'Lainnya' : 'Others';
  switch (chart) {
    case 'volume':
      return stepName(row.key, step, language);
    case 'units':
      return row.name;
    case 'officers':
      return row.key === '' ? (id ? 'Belum ditugaskan' : 'Not assigned') : row.name;
    case 'timeliness':
    case 'endingTime':
    case 'answerTime':
    case 'service':
      return isService(row.key) ? serviceName(row.key, language) : row.key;
    case 'status':
      return statusName(row.key, language);
    case 'source':
      return row.key === 'whatsapp' || row.key === 'counter' || row.key === 'phone' || row.key === 'website'
        ? sourceName(row.key, language)
        : row.key;
    default:
      return row.key === '' ? (id ? 'Tidak diisi' : 'Not given') : categoryName(row.key, language);
  }
}

const isService = (key: string): key is Service => SERVICES.some((service) => service === key);

/** `laboratory:testing` → `Diperiksa`, with its service where it is another. */
function statusName(key: string, language: Language): string {
  const [service = '', status = ''] = key.split(':');
  const name = isRegistered(service) && isStage(status) ? stageName(status, language) : status;
  return service === 'laboratory' || !isService(service)
    ? name
    : `${serviceName(service, language)}: ${name}`;
}

/** `Sen 9 Nov`, `9 Nov`, `November 2026`. */
function stepName(key: string, step: Step, language: Language): string {
  const day = parseLabDay(key);
  if (!day) return key;
  if (step === 'month') return monthName(day, language);
  return step === 'week' ? tinyDay(day, language) : dayName(day, language);
}

/** `Sen 9 Nov`. */
export const dayName = (day: LabDay, language: Language): string =>
  `${weekdayName(weekdayOf(day), language).slice(0, 3)} ${tinyDay(day, language)}`;

/** `9 Nov`. */
const tinyDay = (day: LabDay, language: Language): string => {
  const [number = '', month = ''] = shortDay(day, language).split(' ');
  return `${number} ${month.slice(0, 3)}`;
};

/** `November 2026`. */
export const monthName = (day: LabDay, language: Language): string =>
  shortDay(day, language).split(' ').slice(1).join(' ');

/** `1–20 November 2026`, `26 Oktober–20 November 2026`. */
export function periodName(from: LabDay, to: LabDay, language: Language): string {
  if (from === to) return shortDay(from, language);
  const [first, last] = [shortDay(from, language).split(' '), shortDay(to, language).split(' ')];
  if (first[2] !== last[2]) return `${first.join(' ')}–${last.join(' ')}`;
  if (first[1] !== last[1]) return `${first[0]} ${first[1]}–${last.join(' ')}`;
  return `${first[0]}–${last.join(' ')}`;
}
