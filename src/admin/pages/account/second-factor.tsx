import type { JSX } from 'preact';
import { z } from 'zod';
import {
  beginSecondFactor,
  confirmSecondFactor,
  makeRecoveryCodes,
  needsSecondFactor,
  type PendingFactor,
  pendingFactor,
  recoveryCodesLeft,
  turnOffSecondFactor,
} from '../../../domain/staff/index.ts';
import { TextField } from '../../fields.tsx';
import { words } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Card, Form } from '../../pieces.tsx';
import { QrCode } from '../../qr-code.tsx';
import type { Answer, Deed, Page, StaffVisit } from '../../visit.ts';
import { isOwnPassword, NOT_THE_PASSWORD } from './own-password.ts';

const HOME = '/admin/account/second-factor';
const LOW_ON_CODES = 3;

/** Setting up, renewing and turning off one's own second factor. */
export const ownFactorPage: Page = (visit) => {
  const { parts, staff, lab } = visit;
  const pending = pendingFactor(parts.db, staff.staffId, lab.shortName);
  const isNeeded = needsSecondFactor(lab.secondFactorRequired, staff.role);
  return {
    outcome: 'page',
    title: 'Verifikasi dua langkah',
    body: (
      <div class="medium">
        <p class="trail">
          <a href="/admin/account">Akun saya</a> <Icon name="next" /> Verifikasi dua langkah
        </p>
        <h1>Verifikasi dua langkah</h1>
        {isNeeded && !staff.hasSecondFactor ? (
          <p class="notice calm" role="status">
            <Icon name="lock" /> Laboratorium mewajibkan verifikasi dua langkah untuk peran Anda. Aktifkan
            dulu; sesudah itu semua halaman terbuka lagi.
          </p>
        ) : null}
        {staff.hasSecondFactor ? (
          <TurnedOn visit={visit} isNeeded={isNeeded} />
        ) : pending ? (
          <Confirming visit={visit} pending={pending} />
        ) : (
          <Beginning visit={visit} />
        )}
      </div>
    ),
  };
};

function Beginning({ visit }: { visit: StaffVisit }): JSX.Element {
  return (
    <Card title="Mulai" icon="lock">
      <p>
        Anda memerlukan aplikasi autentikator di HP, misalnya Google Authenticator, Microsoft Authenticator,
        atau Aegis. Aplikasi itu menampilkan kode 6 angka yang berganti setiap 30 detik, juga tanpa internet.
      </p>
      <Form visit={visit} action={`${HOME}/begin`}>
        <button type="submit">Siapkan</button>
      </Form>
    </Card>
  );
}

function Confirming({ visit, pending }: { visit: StaffVisit; pending: PendingFactor }): JSX.Element {
  const action = `${HOME}/confirm`;
  return (
    <Card title="Pindai, lalu ketik kodenya" icon="lock">
      <ol>
        <li>Buka aplikasi autentikator di HP Anda, lalu tambahkan akun.</li>
        <li>Arahkan kameranya ke gambar ini.</li>
        <li>Ketik kode 6 angka yang tampil di aplikasi.</li>
      </ol>
      <QrCode content={pending.uri} label="Kode QR untuk aplikasi autentikator" />
      <details class="act">
        <summary>Tanpa kamera: ketik kuncinya</summary>
        <div>
          <p class="secret code wraps">{pending.secret.match(/.{1,4}/g)?.join(' ')}</p>
          <p class="muted small">Jenis: berbasis waktu, 6 angka, 30 detik.</p>
        </div>
      </details>
      <Form visit={visit} action={action}>
        <TextField
          visit={visit}
          action={action}
          name="code"
          label="Kode dari aplikasi"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          required
        />
        <button type="submit">Aktifkan</button>
      </Form>
    </Card>
  );
}

function TurnedOn({ visit, isNeeded }: { visit: StaffVisit; isNeeded: boolean }): JSX.Element {
  const left = recoveryCodesLeft(visit.parts.db, visit.staff.staffId);
  return (
    <>
      <p class="notice good">
        <Icon name="check" /> Verifikasi dua langkah aktif.
      </p>
      <Card title="Kode cadangan" icon="file">
        <p class={left <= LOW_ON_CODES ? 'notice bad' : undefined}>
          Tersisa {left} kode cadangan. Masing-masing membuka satu kali, bila HP Anda tidak ada.
        </p>
        <PasswordForm visit={visit} action={`${HOME}/codes`} button="Buat kode cadangan baru" />
      </Card>
      <details class="act grave" open={visit.tried?.action === `${HOME}/off`}>
        <summary>Matikan verifikasi dua langkah</summary>
        <div>
          <p>
            {isNeeded
              ? 'Laboratorium mewajibkannya: Anda akan langsung diminta menyiapkannya lagi, misalnya dengan HP baru.'
              : 'Sesudah itu kata sandi saja cukup untuk masuk. Ganti HP? Matikan, lalu aktifkan lagi dengan HP baru.'}
          </p>
          <PasswordForm visit={visit} action={`${HOME}/off`} button="Ya, matikan" isGrave />
        </div>
      </details>
    </>
  );
}

function PasswordForm({
  visit,
  action,
  button,
  isGrave = false,
}: {
  visit: StaffVisit;
  action: string;
  button: string;
  isGrave?: boolean;
}): JSX.Element {
  return (
    <Form visit={visit} action={action}>
      <TextField
        visit={visit}
        action={action}
        name="current"
        label="Kata sandi sekarang"
        type="password"
        autoComplete="current-password"
        required
      />
      <button type="submit" class={isGrave ? 'danger' : 'secondary'}>
        {button}
      </button>
    </Form>
  );
}

const onThisPage = { page: ownFactorPage, back: () => HOME };

/** Makes a secret that a phone is to learn. */
export const beginFactorDeed: Deed<unknown> = {
  ...onThisPage,
  form: z.unknown(),
  carryOut(ctx, { staff }) {
    beginSecondFactor(ctx, staff);
    return { outcome: 'done' };
  },
};

const codeForm = z.object({ code: words(20, 'Ketik kode dari aplikasi.') });

/** Turns the second factor on and shows the recovery codes once. */
export const confirmFactorDeed: Deed<z.infer<typeof codeForm>> = {
  ...onThisPage,
  form: codeForm,
  carryOut(ctx, { staff, lab }, { code }) {
    const confirmed = confirmSecondFactor(ctx, { staffId: staff.staffId, code });
    if (confirmed.outcome === 'notBegun') return { outcome: 'done' };
    if (confirmed.outcome === 'wrong') {
      const sentence = 'Kode ini tidak cocok. Tunggu kode berikutnya, dan periksa jam di HP Anda.';
      return { outcome: 'mistake', errors: { code: sentence } };
    }
    return { outcome: 'shown', answer: codesShown(confirmed.codes, lab.shortName, staff.email) };
  },
};

const currentForm = z.object({ current: z.string().max(1000) });
const withPassword = {
  ...onThisPage,
  form: currentForm,
  async prepare(visit: StaffVisit, { current }: z.infer<typeof currentForm>) {
    return { isRight: await isOwnPassword(visit, current) };
  },
};
const WRONG = { outcome: 'mistake', errors: { current: NOT_THE_PASSWORD } } as const;

/** Makes new recovery codes and shows them once. */
export const newCodesDeed: Deed<z.infer<typeof currentForm>, { isRight: boolean }> = {
  ...withPassword,
  carryOut(ctx, { staff, lab }, _form, { isRight }) {
    if (!isRight) return WRONG;
    const made = makeRecoveryCodes(ctx, staff);
    if (made.outcome === 'isOff') return { outcome: 'done' };
    return { outcome: 'shown', answer: codesShown(made.codes, lab.shortName, staff.email) };
  },
};

/** Turns one's own second factor off. */
export const factorOffDeed: Deed<z.infer<typeof currentForm>, { isRight: boolean }> = {
  ...withPassword,
  carryOut(ctx, { staff }, _form, { isRight }) {
    if (!isRight) return WRONG;
    turnOffSecondFactor(ctx, staff);
    return { outcome: 'done', notice: 'factorOff' };
  },
};

function codesShown(codes: readonly string[], labName: string, email: string): Answer {
  const text = `Kode cadangan ${labName}, akun ${email}\nMasing-masing hanya bisa dipakai sekali.\n\n${codes.join('\n')}\n`;
  return {
    outcome: 'page',
    title: 'Kode cadangan',
    body: (
      <div class="medium">
        <h1>Simpan kode cadangan ini</h1>
        <Card title="Kode cadangan" icon="lock" id="codes">
          <p>
            Bila HP Anda hilang, satu kode membuka akun satu kali. Cetak atau simpan di tempat aman, bukan di
            HP yang sama.
          </p>
          <ul class="codes">
            {codes.map((code) => (
              <li key={code} class="code">
                {code}
              </li>
            ))}
          </ul>
          <p class="notice calm">
            <Icon name="eye" /> Kode-kode ini hanya ditampilkan sekali.
          </p>
          <p>
            {/* The text itself is in the link: nothing is kept that could be asked for again. */}
            <a
              class="button secondary"
              download="kode-cadangan.txt"
              href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            >
              <Icon name="download" /> Unduh sebagai teks
            </a>
          </p>
        </Card>
        <p>
          <a class="button" href="/admin/account">
            Sudah disimpan
          </a>
        </p>
      </div>
    ),
  };
}
