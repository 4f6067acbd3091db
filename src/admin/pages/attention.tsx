import type { JSX } from 'preact';
import { z } from 'zod';
import { citizenById } from '../../domain/citizens/index.ts';
import { type Incident, type IncidentKind, openIncidents, resolve } from '../../domain/incidents/index.ts';
import { Icon, type IconName } from '../icons.tsx';
import { instantWords } from '../instants.ts';
import { readList } from '../list-reading.ts';
import { seesIncident, settlesIncident } from '../objects.ts';
import { Empty, Form, Live } from '../pieces.tsx';
import { WORKS } from '../route.ts';
import type { Deed, Page, StaffVisit } from '../visit.ts';

const PER_PAGE = 50;

const KINDS: Record<IncidentKind, { icon: IconName; name: string; advice: string }> = {
  personWanted: {
    icon: 'hand',
    name: 'Ingin bicara dengan petugas',
    advice: 'Buka percakapannya, lalu balas atau ambil alih.',
  },
  messageFailed: {
    icon: 'warning',
    name: 'Pesan tidak bisa diolah',
    advice: 'Baca pesannya, lalu balas sendiri.',
  },
  loop: {
    icon: 'warning',
    name: 'Percakapan berputar-putar',
    advice: 'Mungkin dua mesin saling menjawab. Bot diam dulu.',
  },
  undelivered: { icon: 'send', name: 'Pesan tidak sampai', advice: 'Hubungi orangnya dengan cara lain.' },
  proofsExhausted: {
    icon: 'lock',
    name: 'Pelacakan terkunci',
    advice: 'Pastikan orangnya, lalu buka kuncinya di halaman pendaftaran.',
  },
  transportDown: {
    icon: 'warning',
    name: 'WhatsApp terputus',
    advice: 'Buka halaman WhatsApp; di sana tertulis apa yang harus dilakukan.',
  },
  windowClosing: {
    icon: 'clock',
    name: 'Batas 24 jam hampir habis',
    advice: 'Balas sekarang; sesudahnya WhatsApp hanya mengizinkan pesan templat.',
  },
  jobFailed: {
    icon: 'warning',
    name: 'Pekerjaan terjadwal gagal',
    advice: 'Admin pusat: buka halaman Pekerjaan; di sana tertulis sebabnya.',
  },
  printFailed: {
    icon: 'file',
    name: 'Dokumen tidak tercetak',
    advice: 'Buka pendaftarannya dan cetak labelnya dari sana; bila berulang, hubungi admin pusat.',
  },
  clockJumped: {
    icon: 'clock',
    name: 'Jam komputer meragukan',
    advice: 'Admin pusat: periksa tanggal dan jamnya, lalu lanjutkan di halaman Pekerjaan.',
  },
  backupOld: {
    icon: 'warning',
    name: 'Cadangan data tidak dibuat',
    advice: 'Admin pusat: buka halaman Pekerjaan, lihat sebabnya, lalu jalankan cadangan.',
  },
};

/** What wants somebody's eye. */
export const attentionPage: Page = (visit) => {
  const before = Number(visit.query.before);
  const page = { limit: PER_PAGE, ...(Number.isSafeInteger(before) && before > 0 && { before }) };
  const open = openIncidents(visit.parts.db, page);
  const last = open.at(-1);
  const incidents = open.filter((incident) => seesIncident(visit, incident));
  readList(visit, incidents.length);
  return {
    outcome: 'page',
    title: 'Perlu perhatian',
    body: (
      <div class="medium">
        <div class="page-head">
          <h1>Perlu perhatian</h1>
        </div>
        <Live visit={visit} part="incidents">
          <div id="incidents" class="card">
            {incidents.length === 0 ? (
              <Empty icon="check" title="Semua sudah ditangani">
                Orang yang ingin bicara dengan petugas dan pesan yang gagal muncul di sini.
              </Empty>
            ) : (
              <ul class="matters">
                {incidents.map((incident) => (
                  <Matter key={incident.id} visit={visit} incident={incident} />
                ))}
              </ul>
            )}
            {last && open.length === PER_PAGE ? (
              <div class="pager">
                <span />
                <a href={`/admin/attention?before=${last.id}`} rel="next">
                  Lebih lama <Icon name="next" />
                </a>
              </div>
            ) : null}
          </div>
        </Live>
      </div>
    ),
  };
};

function Matter({ visit, incident }: { visit: StaffVisit; incident: Incident }): JSX.Element {
  const { icon, name, advice } = KINDS[incident.kind];
  const citizen = incident.citizenId === null ? undefined : citizenById(visit.parts.db, incident.citizenId);
  const mayResolve = WORKS.some((role) => role === visit.staff.role) && settlesIncident(visit, incident);
  return (
    <li>
      <span class="round">
        <Icon name={icon} />
      </span>
      <div class="grow">
        <p class="title">
          <strong>{name}</strong> <span class="muted">{instantWords(visit, incident.createdAt)}</span>
        </p>
        <p class="muted">
          {citizen?.displayName ? `${citizen.displayName}. ` : ''}
          {/* Of a wish to talk, the title has said all there is. */}
          {incident.kind === 'personWanted' ? '' : `${incident.about}. `}
          {advice}
        </p>
        <div class="row">
          {citizen ? (
            <a class="button" href={`/admin/chats/${citizen.id}`}>
              <Icon name="chat" /> Buka percakapan
            </a>
          ) : null}
          {incident.kind === 'proofsExhausted' ? (
            <a class="button" href={`/admin/registrations?${new URLSearchParams({ words: incident.about })}`}>
              <Icon name="search" /> Buka pendaftaran
            </a>
          ) : null}
          {incident.kind === 'transportDown' ? (
            // It ends by itself; ticked off by hand it would come again at once.
            <a class="button" href="/admin/whatsapp">
              <Icon name="chat" /> Buka halaman WhatsApp
            </a>
          ) : mayResolve ? (
            <Form visit={visit} action={`/admin/attention/${incident.id}/resolve`}>
              <button type="submit" class="secondary">
                <Icon name="check" /> Selesai
              </button>
            </Form>
          ) : null}
        </div>
      </div>
    </li>
  );
}

/** Marks an incident as seen to; when somebody else did so already, that is just as well. */
export const resolveDeed: Deed<unknown> = {
  form: z.unknown(),
  page: attentionPage,
  back: () => '/admin/attention',
  carryOut(ctx, visit) {
    const resolved = resolve(ctx, Number(visit.params.id));
    return resolved.outcome === 'unknown' ? { outcome: 'notFound' } : { outcome: 'done', notice: 'resolved' };
  },
};
