import type { JSX } from 'preact';
import type { Notification } from '../domain/notifications/index.ts';
import type { NotificationKind } from '../domain/notifications/values.ts';
import { Icon, type IconName } from './icons.tsx';
import { instantWords } from './instants.ts';
import type { Visit } from './visit.ts';

const LOOKS: Record<NotificationKind, { icon: IconName; words: string; tone?: 'bad' }> = {
  caseReceived: { icon: 'list', words: 'Ada permohonan baru' },
  caseAssigned: { icon: 'hand', words: 'Diserahkan kepada Anda' },
  caseHandedOver: { icon: 'next', words: 'Berpindah dari Anda' },
  caseReturned: { icon: 'undo', words: 'Kembali ke antrean' },
  caseForwarded: { icon: 'next', words: 'Diteruskan ke unit Anda' },
  caseChanged: { icon: 'pen', words: 'Pemohon mengubah permohonannya' },
  citizenReplied: { icon: 'chat', words: 'Warga menulis di percakapan yang Anda pegang' },
  personWanted: { icon: 'hand', words: 'Warga ingin bicara dengan petugas' },
  dueSoon: { icon: 'hourglass', words: 'Batas waktu hampir habis' },
  overdue: { icon: 'warning', words: 'Terlambat', tone: 'bad' },
  noteAdded: { icon: 'pen', words: 'Catatan baru' },
  unitMessage: { icon: 'envelope', words: 'Pesan dari unit lain' },
  alarm: { icon: 'warning', words: 'Peringatan', tone: 'bad' },
  exportReady: { icon: 'download', words: 'Ekspor siap diunduh' },
};

const ALARMS: Record<string, string> = {
  transportDown: 'WhatsApp terputus',
  jobFailed: 'Pekerjaan otomatis gagal',
  clockJumped: 'Jam komputer meloncat',
  backupOld: 'Cadangan data terlalu lama',
  printFailed: 'Dokumen tidak tercetak',
};

/** What a line under the bell is about: a code, a title, an officer's name. */
function aboutOf({ kind, about }: Pick<Notification, 'kind' | 'about'>): string {
  if (kind === 'alarm') return ALARMS[about] ?? about;
  // Those that came after it, until somebody looks, are in the same line.
  return kind === 'caseReceived' ? `mulai dari ${about}` : about;
}

/** Where a line under the bell leads. What it is about may be gone or out of reach since: then the page says so. */
export function newsTarget({ subject }: Pick<Notification, 'subject'>): string {
  const [kind, number] = subject.split(':');
  const id = Number(number);
  switch (kind) {
    case 'case':
      return `/admin/cases/${id}`;
    case 'citizen':
      return `/admin/chats/${id}`;
    case 'unitMessage':
      return `/admin/messages/${id}`;
    case 'unit':
      return '/admin/today?list=unassigned';
    case 'incident':
      return '/admin/attention';
    case 'export':
      return '/admin/exports';
    default:
      return '/admin/notifications';
  }
}

/** News, line by line; each leads to the thing and is read by that. */
export function NewsList({ visit, news }: { visit: Visit; news: readonly Notification[] }): JSX.Element {
  return (
    <ul class="news">
      {news.map((each) => (
        <li key={each.id} class={each.readAt ? undefined : 'unread'}>
          <a href={`/admin/notifications/${each.id}`}>
            <Icon name={LOOKS[each.kind].icon} />
            <span class="grow">
              {each.readAt ? null : <span class="unseen">Belum dibaca. </span>}
              <span class={LOOKS[each.kind].tone}>{LOOKS[each.kind].words}</span>
              <small>
                {aboutOf(each) === '' ? '' : `${aboutOf(each)} · `}
                {instantWords(visit, each.createdAt)}
              </small>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
