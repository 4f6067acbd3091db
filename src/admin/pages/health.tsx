import type { JSX } from 'preact';
import type { Health } from '../../domain/values/health.ts';
import { Icon } from '../icons.tsx';
import { instantWords } from '../instants.ts';
import { jobName } from '../job-words.ts';
import { lineWords, TRANSPORT_NAMES } from '../line-words.ts';
import { Badge, Live } from '../pieces.tsx';
import type { Page, StaffVisit } from '../visit.ts';

interface Check {
  name: string;
  light: 'green' | 'amber' | 'red';
  says: string;
  /** What to do, where something is to be done. */
  advice?: string;
  page?: { path: string; name: string };
}

const LIGHTS = { green: 'Baik', amber: 'Perhatikan', red: 'Bermasalah' } as const;
const LATE_LETTER_MS = 15 * 60_000;
const LOW_MEGABYTES = 1_024;
const FULL_MEGABYTES = 100;
const MANY_UNINDEXED = 1_000;

/** Whether all is well, and what to do where it is not. */
export const healthPage: Page = (visit) => {
  const checks = checksOf(visit, visit.parts.health());
  const worst = (['red', 'amber'] as const).find((light) => checks.some((check) => check.light === light));
  return {
    outcome: 'page',
    title: 'Kesehatan sistem',
    body: (
      <div class="medium">
        <div class="page-head">
          <h1>Kesehatan sistem</h1>
        </div>
        <Live visit={visit} part="health" everySeconds={15}>
          <div id="health">
            <p class={`notice ${worst === 'red' ? 'bad' : 'good'}`} role="status">
              <Icon name={worst ? 'warning' : 'check'} />{' '}
              {worst === 'red'
                ? 'Ada yang bermasalah. Yang bertanda merah perlu ditangani sekarang.'
                : worst === 'amber'
                  ? 'Sistem berjalan. Ada yang perlu diperhatikan.'
                  : 'Semua berjalan baik.'}
            </p>
            <div class="card">
              <div class="card-body">
                <ul class="plain-list">
                  {checks.map((check) => (
                    <Line key={check.name} check={check} />
                  ))}
                </ul>
              </div>
            </div>
          </div>
        </Live>
      </div>
    ),
  };
};

function Line({ check }: { check: Check }): JSX.Element {
  return (
    <li>
      <span class="grow">
        <strong>{check.name}</strong>
        <br />
        {check.says}
        {check.advice ? (
          <>
            <br />
            <span class="muted">{check.advice}</span>
          </>
        ) : null}
        {check.page ? (
          <>
            {' '}
            <a href={check.page.path}>{check.page.name}</a>
          </>
        ) : null}
      </span>
      <Badge tone={check.light}>{LIGHTS[check.light]}</Badge>
    </li>
  );
}

function checksOf(visit: StaffVisit, health: Health): Check[] {
  const isAdministrator = visit.staff.role === 'administrator';
  const jobsPage = isAdministrator ? { page: { path: '/admin/jobs', name: 'Buka halaman Pekerjaan' } } : {};
  const tell = isAdministrator ? '' : 'Beri tahu admin pusat. ';
  return [
    lineCheck(visit),
    lettersCheck(visit, health),
    messagesCheck(health),
    {
      name: 'Cadangan',
      ...(health.backupIsOld
        ? {
            light: 'red',
            advice: `${tell}Jalankan cadangan sekarang dan lihat mengapa malam tadi tidak jadi.`,
            ...jobsPage,
          }
        : { light: health.lastBackupAt ? 'green' : 'amber' }),
      says: health.lastBackupAt
        ? `Terakhir dibuat dan diperiksa ${instantWords(visit, new Date(health.lastBackupAt))}.`
        : 'Belum pernah dibuat; yang pertama dibuat malam ini.',
    },
    diskCheck(health, tell),
    {
      name: 'Pekerjaan terjadwal',
      ...(health.failingJobs.length > 0
        ? {
            light: 'red',
            says: `Berulang kali gagal: ${health.failingJobs.map(jobName).join(', ')}.`,
            advice: `${tell}Sebabnya tertulis di halaman Pekerjaan.`,
            ...jobsPage,
          }
        : { light: 'green', says: 'Tidak ada yang gagal.' }),
    },
    {
      name: 'Jam komputer',
      ...(health.clockDoubted
        ? {
            light: 'red',
            says: 'Meloncat lebih dari sehari; penghapusan ditahan.',
            advice: `${tell}Periksa tanggal dan jam, lalu lanjutkan di halaman Pekerjaan.`,
            ...jobsPage,
          }
        : { light: 'green', says: `Menunjukkan ${instantWords(visit, visit.now)}.` }),
    },
    {
      name: 'Pencarian',
      ...(health.unindexedCases > MANY_UNINDEXED
        ? {
            light: 'amber',
            says: `${health.unindexedCases} permintaan belum masuk indeks; hasil pencarian belum lengkap.`,
            advice: 'Biasanya selesai sendiri dalam beberapa menit.',
          }
        : { light: 'green', says: 'Indeks mutakhir.' }),
    },
    ...(health.problem && !health.problem.startsWith('citizens cannot be reached')
      ? [
          {
            name: 'Layanan',
            light: 'red' as const,
            says: `Layanan melaporkan: ${health.problem}.`,
            advice: `${tell}Artinya dan obatnya ada di panduan operator (runbook).`,
          },
        ]
      : []),
  ];
}

function lineCheck(visit: StaffVisit): Check {
  const transport = visit.parts.transport();
  const words = lineWords(transport);
  const isUp = transport.state.status === 'connected';
  return {
    name: TRANSPORT_NAMES[transport.name] ?? transport.name,
    light: isUp ? 'green' : transport.state.status === 'connecting' ? 'amber' : 'red',
    says: `${words.name}. ${transport.state.detail}`,
    ...(isUp
      ? {}
      : {
          advice: 'Pesan warga tidak hilang; yang masuk dijawab begitu tersambung.',
          page: { path: '/admin/whatsapp', name: 'Buka halaman WhatsApp' },
        }),
  };
}

function lettersCheck(visit: StaffVisit, { unsentLetters, oldestUnsentAt }: Health): Check {
  const name = 'Pesan keluar';
  if (unsentLetters === 0 || !oldestUnsentAt) return { name, light: 'green', says: 'Semua sudah dikirim.' };
  const oldest = new Date(oldestUnsentAt);
  const says = `${unsentLetters} menunggu; yang tertua ditulis ${instantWords(visit, oldest)}.`;
  if (visit.now.getTime() - oldest.getTime() < LATE_LETTER_MS) return { name, light: 'green', says };
  return {
    name,
    light: 'amber',
    says,
    advice: 'Lihat dulu sambungan WhatsApp; pesan keluar menurut urutannya begitu tersambung.',
  };
}

function messagesCheck({ pendingMessages }: Health): Check {
  const name = 'Pesan masuk';
  if (pendingMessages === 0) return { name, light: 'green', says: 'Semua sudah diolah.' };
  const isMany = pendingMessages > 50;
  return {
    name,
    light: isMany ? 'amber' : 'green',
    says: `${pendingMessages} sedang diolah.`,
    ...(isMany && { advice: 'Biasanya selesai sendiri; bila angkanya tidak turun, hubungi operator.' }),
  };
}

function diskCheck({ freeDiskMegabytes }: Health, tell: string): Check {
  const says = `${new Intl.NumberFormat('id-ID').format(freeDiskMegabytes)} MB kosong.`;
  if (freeDiskMegabytes >= LOW_MEGABYTES) return { name: 'Ruang disk', light: 'green', says };
  return {
    name: 'Ruang disk',
    light: freeDiskMegabytes < FULL_MEGABYTES ? 'red' : 'amber',
    says,
    advice: `${tell}Kosongkan ruang; pesan yang masuk tetap disimpan WhatsApp dan dijawab sesudahnya.`,
  };
}
