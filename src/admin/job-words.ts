import type { JobRun } from '../domain/job-runs/index.ts';
import type { JobView } from '../domain/job-runs/values.ts';

const NAMES: Record<string, string> = {
  backup: 'Cadangan malam',
  'watch-backups': 'Pengawas cadangan',
  forget: 'Membuang yang tidak terpakai',
  'retention-count': 'Menghitung data lama',
  'retention-erase': 'Menghapus data lama',
  'media-sweep': 'Merapikan folder berkas',
  'release-reports': 'Pengiriman laporan',
  'vain-invitations': 'Ajakan tanpa jawaban',
  'closing-windows': 'Batas 24 jam',
  'watch-line': 'Pengawas WhatsApp',
  deadlines: 'Tenggat',
  'search-index': 'Indeks pencarian',
  'tidy-notifications': 'Merapikan notifikasi',
  'staff-news': 'Kabar petugas lewat WhatsApp',
  exports: 'Berkas ekspor',
  digest: 'Ringkasan untuk penyelia',
};

/** What a job is called on the pages. */
export const jobName = (name: string): string => NAMES[name] ?? name;

/** When a job runs, in words. */
export function scheduleWords({ daily, schedule }: Pick<JobView, 'daily' | 'schedule'>): string {
  if (daily)
    return `${daily.on === 'workingDays' ? 'Hari kerja' : 'Setiap hari'} pukul ${daily.at.replace(':', '.')}`;
  const [seconds = '', minutes = '', hours = '', ...days] = schedule.split(' ');
  const everyDay = days.every((field) => field === '*');
  const [, step] = /^\*\/(\d+)$/.exec(seconds) ?? [];
  if (everyDay && hours === '*' && minutes === '*')
    return step ? `Setiap ${step} detik` : seconds === '*' ? 'Setiap detik' : 'Setiap menit';
  const [, minuteStep] = /^\*\/(\d+)$/.exec(minutes) ?? [];
  if (everyDay && hours === '*' && minuteStep) return `Setiap ${minuteStep} menit`;
  if (everyDay && hours === '*' && /^\d+$/.test(minutes)) return 'Setiap jam';
  if (everyDay && /^\d+$/.test(hours) && /^\d+$/.test(minutes))
    return `Setiap hari pukul ${hours.padStart(2, '0')}.${minutes.padStart(2, '0')}`;
  return schedule;
}

export const RUN_STATES: Record<JobRun['state'], { name: string; tone: string }> = {
  running: { name: 'Sedang berjalan', tone: 'blue' },
  done: { name: 'Selesai', tone: 'green' },
  failed: { name: 'Gagal', tone: 'red' },
  paused: { name: 'Ditahan', tone: 'amber' },
};

/** `12 dihapus · 3 ditahan`: what a run did. */
export function resultWords(result: JobRun['result']): string {
  return Object.entries(result ?? {})
    .map(
      ([name, value]) =>
        `${name}: ${typeof value === 'number' ? new Intl.NumberFormat('id-ID').format(value) : value}`,
    )
    .join(' · ');
}
