import type { JSX } from 'preact';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { LINE_STATES, lineWords, TRANSPORT_NAMES } from '../../line-words.ts';
import type { LineView, TransportView } from '../../parts.ts';
import { Badge, Card, Live } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { CodeForm, LinkForm, Linking, ReconnectForm, UnlinkForm } from './linking.tsx';

/** How the lab is reached, and how to mend it when it is not. */
export const whatsappPage: Page = (visit) => {
  const view = visit.parts.transport();
  const isAdministrator = visit.staff.role === 'administrator';
  return {
    outcome: 'page',
    title: 'WhatsApp',
    body: (
      <div class="medium">
        <div class="page-head">
          <h1>WhatsApp</h1>
        </div>
        {/* A code to scan lives 20 seconds, so whoever waits for one looks often. */}
        <Live visit={visit} part="state" everySeconds={view.state.status === 'connected' ? 10 : 2}>
          <div id="state" data-paired={view.line ? String(view.line.isPaired) : undefined}>
            <Card title={TRANSPORT_NAMES[view.name] ?? view.name} icon="chat" id="transport">
              <State visit={visit} view={view} />
              {view.line ? <Mending visit={visit} view={view} line={view.line} /> : null}
              {view.line?.account ? <OtherNumber visit={visit} account={view.line.account} /> : null}
              <Figures visit={visit} view={view} />
            </Card>
          </div>
        </Live>
        {/* Not refreshed, so that nothing is lost that somebody is typing; the style sheet shows the one that fits. */}
        {view.line && isAdministrator ? (
          <>
            <CodeForm visit={visit} />
            <UnlinkForm visit={visit} />
          </>
        ) : null}
        {view.line ? (
          <Live visit={visit} part="history" everySeconds={10}>
            <History visit={visit} line={view.line} />
          </Live>
        ) : null}
      </div>
    ),
  };
};

function State({ visit, view }: { visit: StaffVisit; view: TransportView }): JSX.Element {
  const { name, state, line } = view;
  const words = lineWords(view);
  const since = line?.history[0]?.at;
  return (
    <>
      <div class={`line-state ${words.tone}`} role="status">
        <Icon name={words.icon} />
        <div>
          <p class="name">{words.name}</p>
          {since ? <p>sejak {instantWords(visit, since)}</p> : null}
        </div>
      </div>
      <p>{state.detail}</p>
      {name === 'simulator' ? (
        <p>
          <a class="button" href="/simulator">
            <Icon name="chat" /> Buka simulator
          </a>
        </p>
      ) : null}
    </>
  );
}

function Mending({
  visit,
  view: { state },
  line,
}: {
  visit: StaffVisit;
  view: TransportView;
  line: LineView;
}): JSX.Element | null {
  if (state.status === 'connected') return null;
  // Only administrators link a phone: whoever does speaks for the lab.
  if (visit.staff.role !== 'administrator') {
    return state.status === 'connecting' ? null : (
      <p class="notice calm">
        <Icon name="lock" />
        {state.status === 'unpaired'
          ? ' Minta administrator menautkan HP. Pesan warga yang masuk selama ini hanya ada di HP itu.'
          : ' Minta administrator membereskannya.'}
      </p>
    );
  }
  const isAsking = line.pairing.qr !== undefined || line.pairing.code !== undefined;
  if (isAsking) return <Linking visit={visit} pairing={line.pairing} />;
  if (state.status === 'unpaired') return <LinkForm visit={visit} words="Tautkan HP" />;
  return <ReconnectForm visit={visit} />;
}

/** Links in messages and on the public pages would lead citizens to somebody else. */
function OtherNumber({ visit, account }: { visit: StaffVisit; account: string }): JSX.Element | null {
  const { whatsappNumber } = visit.lab;
  if (account === whatsappNumber) return null;
  return (
    <p class="notice bad">
      <Icon name="warning" />
      <span>
        Nomor yang tertaut bukan nomor di Pengaturan (+{whatsappNumber}). Tautan untuk warga masih menuju ke
        sana.{' '}
        {visit.staff.role === 'administrator' ? (
          <a href="/admin/settings">Ganti nomornya di Pengaturan</a>
        ) : (
          'Minta administrator menggantinya.'
        )}
      </span>
    </p>
  );
}

function Figures({ visit, view: { line } }: { visit: StaffVisit; view: TransportView }): JSX.Element {
  const { lastMessageAt, lastSentAt, waiting } = visit.parts.traffic();
  const moment = (at: Date | undefined) => (at ? instantWords(visit, at) : 'belum ada');
  return (
    <dl class="facts">
      {line?.account ? (
        <>
          <dt>Nomor</dt>
          <dd>+{line.account}</dd>
        </>
      ) : null}
      <dt>Pesan masuk terakhir</dt>
      <dd>{moment(lastMessageAt)}</dd>
      <dt>Pesan keluar terakhir</dt>
      <dd>{moment(lastSentAt)}</dd>
      <dt>Menunggu dikirim</dt>
      <dd>{waiting === 0 ? 'tidak ada' : `${waiting} pesan`}</dd>
      {line?.speed ? <Speed visit={visit} speed={line.speed} /> : null}
      {line ? (
        <>
          <dt>Versi protokol</dt>
          <dd>{line.version}</dd>
        </>
      ) : null}
    </dl>
  );
}

/** Only when it is not as usual. */
function Speed({
  visit,
  speed: { perSecond, isSlowed, noticesPausedUntil },
}: {
  visit: StaffVisit;
  speed: NonNullable<LineView['speed']>;
}): JSX.Element | null {
  if (!isSlowed && !noticesPausedUntil) return null;
  return (
    <>
      <dt>Kecepatan kirim</dt>
      <dd>
        {isSlowed ? `diperlambat karena teguran WhatsApp, ${perMinute(perSecond)} pesan per menit. ` : ''}
        {noticesPausedUntil
          ? `Pemberitahuan ditahan sampai ${instantWords(visit, noticesPausedUntil)}; balasan tetap dikirim.`
          : ''}
      </dd>
    </>
  );
}

const perMinute = (perSecond: number): string => String(Math.round(perSecond * 60));

function History({ visit, line }: { visit: StaffVisit; line: LineView }): JSX.Element {
  return (
    <Card title="Riwayat sambungan" icon="clock" id="history">
      <ol class="times">
        {line.history.map(({ status, said, code, at }) => (
          <li key={`${at.toISOString()}${status}${code}`}>
            <Badge tone={LINE_STATES[status].tone}>{LINE_STATES[status].name}</Badge>{' '}
            {/* That it is connected, the badge has said. */}
            {status === 'connected' ? null : said}
            <small>
              {instantWords(visit, at)}
              {code === undefined ? '' : ` · kode ${code}`}
            </small>
          </li>
        ))}
      </ol>
    </Card>
  );
}
