import type { JSX } from 'preact';
import { TextField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import type { LineView } from '../../parts.ts';
import { Form } from '../../pieces.tsx';
import { QrCode } from '../../qr-code.tsx';
import type { StaffVisit } from '../../visit.ts';

/** Where the forms of this page lead. */
const ACTIONS = {
  link: '/admin/whatsapp/link',
  code: '/admin/whatsapp/code',
  reconnect: '/admin/whatsapp/reconnect',
  unlink: '/admin/whatsapp/unlink',
} as const;

/** What somebody types who really means to unlink the phone. */
export const UNLINK_WORD = 'PUTUSKAN';

type Pairing = LineView['pairing'];

/** What to do on the phone, with the code or the picture for it. */
export function Linking({ visit, pairing }: { visit: StaffVisit; pairing: Pairing }): JSX.Element {
  const { qr, code, until } = pairing;
  const secondsLeft = until ? Math.ceil((until.getTime() - visit.now.getTime()) / 1000) : 0;
  return (
    <>
      <ol>
        <li>Buka WhatsApp di HP laboratorium.</li>
        <li>
          Pilih <strong>Perangkat tertaut</strong>, lalu <strong>Tautkan perangkat</strong>.
        </li>
        <li>
          {code ? (
            <>
              Pilih <strong>Tautkan dengan nomor telepon</strong>, lalu ketik kode ini.
            </>
          ) : (
            'Arahkan kamera ke gambar ini.'
          )}
        </li>
      </ol>
      <div class={`passing${secondsLeft > 0 ? '' : ' over'}`} data-lives-seconds={secondsLeft}>
        {code ? <p class="secret code">{code}</p> : null}
        {qr && !code ? <QrCode content={qr} label="Kode QR untuk menautkan WhatsApp" /> : null}
        <p class="notice bad over-words">
          <Icon name="clock" /> Kode ini sudah kedaluwarsa. Tunggu yang baru, atau muat ulang halaman.
        </p>
      </div>
      <p class="muted small">
        Halaman ini memperbarui diri sendiri. {code ? '' : 'Gambar diganti setiap beberapa detik.'}
      </p>
      <noscript>
        <p>Tanpa skrip, muat ulang halaman ini setiap 20 detik.</p>
      </noscript>
      <LinkForm visit={visit} words={code ? 'Pakai gambar QR saja' : 'Buat kode baru'} secondary />
    </>
  );
}

/** A button that asks for a phone, by QR. */
export function LinkForm({
  visit,
  words,
  secondary = false,
}: {
  visit: StaffVisit;
  words: string;
  secondary?: boolean;
}): JSX.Element {
  return (
    <Form visit={visit} action={ACTIONS.link}>
      <p>
        <button type="submit" class={secondary ? 'secondary' : undefined}>
          <Icon name="chat" /> {words}
        </button>
      </p>
    </Form>
  );
}

/** A button that tries now instead of after the pause. */
export function ReconnectForm({ visit }: { visit: StaffVisit }): JSX.Element {
  return (
    <Form visit={visit} action={ACTIONS.reconnect}>
      <p>
        <button type="submit">
          <Icon name="undo" /> Sambungkan lagi
        </button>
      </p>
    </Form>
  );
}

/** Linking without a camera: by a code that is typed on the phone. */
export function CodeForm({ visit }: { visit: StaffVisit }): JSX.Element {
  const action = ACTIONS.code;
  return (
    <details class="act while-unpaired" open={visit.tried?.action === action}>
      <summary>
        <Icon name="lock" /> Tanpa kamera: tautkan dengan kode
      </summary>
      <div>
        <Form visit={visit} action={action}>
          <TextField
            visit={visit}
            action={action}
            name="phone"
            type="tel"
            inputMode="tel"
            label="Nomor WhatsApp laboratorium"
            value={visit.parts.line?.pairingPhone ?? visit.lab.whatsappNumber}
            hint="Dengan kode negara. Contoh: 6281234567890."
            maxLength={30}
            required
          />
          <button type="submit">Buat kode</button>
        </Form>
      </div>
    </details>
  );
}

/** Taking the phone off, for somebody who has read what that means. */
export function UnlinkForm({ visit }: { visit: StaffVisit }): JSX.Element {
  const action = ACTIONS.unlink;
  return (
    <details class="act grave while-paired" open={visit.tried?.action === action}>
      <summary>
        <Icon name="exit" /> Putuskan tautan
      </summary>
      <div>
        <p>
          SapaLab keluar dari WhatsApp laboratorium dan bot diam. Data, percakapan dan antrean kirim tetap
          ada. Untuk menyambung lagi, HP harus ditautkan sekali lagi.
        </p>
        <Form visit={visit} action={action}>
          <TextField
            visit={visit}
            action={action}
            name="word"
            label={`Ketik ${UNLINK_WORD} kalau yakin`}
            maxLength={20}
            required
          />
          <button type="submit" class="danger">
            Putuskan tautan
          </button>
        </Form>
      </div>
    </details>
  );
}
