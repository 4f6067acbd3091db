import type { JSX } from 'preact';
import QRCode from 'qrcode';
import { Icon } from '../icons.tsx';
import type { TransportView } from '../parts.ts';
import { Badge, Card, Live } from '../pieces.tsx';
import type { Page } from '../visit.ts';

const STATES: Record<TransportView['state']['status'], [tone: string, name: string]> = {
  connected: ['green', 'Terhubung'],
  connecting: ['amber', 'Sedang menyambung'],
  unpaired: ['red', 'Belum ditautkan'],
  replaced: ['red', 'Dipakai program lain'],
  banned: ['red', 'Nomor diblokir'],
  tooOld: ['red', 'Versi ditolak'],
  stopped: ['red', 'Berhenti'],
};

const NAMES: Record<string, string> = {
  whatsapp: 'WhatsApp',
  cloud: 'WhatsApp Cloud API',
  simulator: 'Simulator',
  console: 'Terminal',
};

/** How the lab is reached, and how to link a phone when it is not. */
export const whatsappPage: Page = (visit) => {
  const { name, state, pairing } = visit.parts.transport();
  const [tone, word] = STATES[state.status];
  const isAsking = pairing?.qr !== undefined || pairing?.code !== undefined;
  return {
    outcome: 'page',
    title: 'WhatsApp',
    body: (
      <div class="medium">
        <div class="page-head">
          <h1>WhatsApp</h1>
        </div>
        <Live visit={visit} part="state" everySeconds={10}>
          <div id="state">
            <Card
              title={NAMES[name] ?? name}
              icon="chat"
              id="transport"
              side={<Badge tone={tone}>{word}</Badge>}
            >
              <p>{state.detail}</p>
              {name === 'simulator' ? (
                <p>
                  <a class="button" href="/simulator">
                    <Icon name="chat" /> Buka simulator
                  </a>
                </p>
              ) : null}
              {/* Only administrators link a phone: whoever does speaks for the lab. */}
              {isAsking && visit.staff.role === 'administrator' ? <Pairing pairing={pairing} /> : null}
              {isAsking && visit.staff.role !== 'administrator' ? (
                <p class="notice calm">
                  <Icon name="lock" /> Minta administrator menautkan nomor laboratorium.
                </p>
              ) : null}
            </Card>
          </div>
        </Live>
      </div>
    ),
  };
};

function Pairing({ pairing: { qr, code } }: { pairing: { qr?: string; code?: string } }): JSX.Element {
  return (
    <>
      <ol>
        <li>Buka WhatsApp di HP laboratorium.</li>
        <li>
          Pilih <strong>Perangkat tertaut</strong>, lalu <strong>Tautkan perangkat</strong>.
        </li>
        <li>
          {code
            ? 'Pilih tautkan dengan nomor telepon, lalu ketik kode ini.'
            : 'Arahkan kamera ke gambar ini.'}
        </li>
      </ol>
      {code ? <p class="secret code">{code}</p> : null}
      {qr && !code ? <QrCode content={qr} /> : null}
      <p class="muted">Halaman ini memperbarui diri sendiri. Kode lama diganti setiap beberapa detik.</p>
    </>
  );
}

const QUIET_MODULES = 4;

function QrCode({ content }: { content: string }): JSX.Element {
  const { modules } = QRCode.create(content, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * QUIET_MODULES;
  const dark = Array.from(modules.data, (value, index) => {
    if (!value) return '';
    const x = (index % modules.size) + QUIET_MODULES;
    const y = Math.floor(index / modules.size) + QUIET_MODULES;
    return `M${x} ${y}h1v1h-1z`;
  });
  return (
    <div class="qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label="Kode QR untuk menautkan WhatsApp">
        <rect width={size} height={size} fill="#fff" />
        <path d={dark.join('')} fill="#000" />
      </svg>
    </div>
  );
}
