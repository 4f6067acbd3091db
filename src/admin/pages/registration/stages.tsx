import type { JSX } from 'preact';
import { longDay } from '../../../../templates/messages/format.ts';
import { stageName } from '../../../../templates/messages/stages.ts';
import type { Progress } from '../../../domain/cases/index.ts';
import type { Stage } from '../../../domain/registrations/table.ts';
import { phaseOf } from '../../../domain/registrations/values.ts';
import { fullProofOf, proofState } from '../../../domain/tracking/index.ts';
import { TextArea, TextField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Form, triedAt } from '../../pieces.tsx';
import { stageAction } from '../../words.ts';
import type { Shown } from './page.tsx';
import { SampleRejection } from './sample-rejection.tsx';

/** What usually follows; in the other stages the report leads on. */
const USUAL: Partial<Record<Stage, readonly Stage[]>> = {
  registered: ['verified', 'confirmed', 'reviewing'],
  approved: ['completed'],
  verified: ['sampleReceived'],
  confirmed: ['completed'],
  sampleReceived: ['testing'],
  sampleRejected: ['sampleReceived'],
};
const GRAVE: readonly Stage[] = ['rejected', 'sampleRejected', 'cancelled'];

/** What each step means for the citizen, said before it is taken. */
const CONSEQUENCES: Partial<Record<Stage, string>> = {
  verified: 'Data sudah diperiksa dan benar.',
  confirmed: 'Hari dan tempatnya pasti.',
  noShow: 'Orangnya tidak datang. Pesannya ramah dan menyebut cara mendaftar lagi.',
  reviewing: 'Permohonan dilihat; rombongan diberi tahu kapan surat balasannya keluar.',
  sampleReceived: 'Sampel sudah diterima. Setelah ini pemohon tidak bisa lagi mengubah pendaftarannya.',
  testing: 'Sampel diperiksa di laboratorium.',
  validating: 'Pemeriksaan selesai, hasilnya menunggu validasi.',
  rejected: 'Pendaftaran berakhir. Pemohon membaca alasannya.',
  sampleRejected: 'Pemohon membaca alasannya dan apa yang perlu dilakukan.',
  cancelled: 'Pendaftaran berakhir dan tempatnya dibuka untuk orang lain.',
};

/** A button for every stage that can follow, each with a second look before it counts. */
export function StageActs({
  shown,
  steps,
}: {
  shown: Shown;
  steps: readonly { to: Stage; needsReason: boolean }[];
}): JSX.Element {
  const { visit, registration, home, seen } = shown;
  if (steps.length === 0) {
    return (
      <p class="muted">
        Tidak ada langkah lagi dari tahap {stageName(registration.stage, 'id').toLowerCase()}.
      </p>
    );
  }
  return (
    <>
      {steps.map(({ to, needsReason }) => {
        if (to === 'sampleRejected') return <SampleRejection key={to} shown={shown} />;
        const action = `${home}/stage/${to}`;
        const grave = GRAVE.includes(to);
        const look = grave ? 'act grave' : USUAL[registration.stage]?.includes(to) ? 'act next' : 'act';
        return (
          <details key={to} class={look} open={triedAt(visit, action) !== undefined}>
            <summary>{stageAction(registration.stage, to)}</summary>
            <div>
              <p>
                {CONSEQUENCES[to] ?? `Tahap menjadi ${stageName(to, 'id')}.`} Pemohon diberi tahu lewat
                WhatsApp.
              </p>
              <Form visit={visit} action={action} version={registration.version} seen={seen}>
                {needsReason ? (
                  <TextArea
                    visit={visit}
                    action={action}
                    name="reason"
                    label="Alasan, dengan kata-kata yang bisa dibaca pemohon"
                    rows={2}
                    maxLength={500}
                    required
                  />
                ) : null}
                <button type="submit" class={grave ? 'danger' : undefined}>
                  Ya, {stageAction(registration.stage, to).toLowerCase()}
                </button>
              </Form>
            </div>
          </details>
        );
      })}
    </>
  );
}

/** Where the lab works on what it has promised for the expected day. */
const PROMISED: readonly Stage[] = ['sampleReceived', 'testing', 'validating'];

/**
 * Moves the day by which the result is expected. When that day is about to slip it is asked for, so that
 * the citizen is told before it does and not after.
 */
export function ExpectedAct({
  shown: { visit, registration, home, seen },
  progress,
}: {
  shown: Shown;
  progress: Progress | undefined;
}): JSX.Element | null {
  // A consultation is over when its visit is: its day is another matter.
  if (phaseOf(registration.stage) === 'ended' || registration.service === 'consultation') return null;
  const action = `${home}/expected`;
  const field = { visit, action, required: true };
  const isOver = registration.expectedOn < visit.today || progress?.state === 'late';
  const isAsked = PROMISED.includes(registration.stage) && (isOver || progress?.state === 'soon');
  return (
    <>
      {isAsked ? (
        <p class="notice calm" id="promise">
          <Icon name="clock" />
          <span>
            {isOver
              ? `Hasilnya dijanjikan ${longDay(registration.expectedOn, 'id')}, dan itu sudah lewat. Tetapkan hari baru dan tulis alasannya: pemohon menunggu kabar.`
              : `Hasilnya dijanjikan ${longDay(registration.expectedOn, 'id')}. Tidak akan siap? Tetapkan hari baru sekarang dan tulis alasannya, supaya pemohon tahu sebelum harinya lewat.`}
          </span>
        </p>
      ) : null}
      <details class="act" id="expected" open={isAsked || triedAt(visit, action) !== undefined}>
        <summary>
          <Icon name="calendar" /> Ubah perkiraan selesai
        </summary>
        <div>
          <Form visit={visit} action={action} version={registration.version} seen={seen}>
            <TextField
              {...field}
              name="expectedOn"
              label="Perkiraan baru"
              type="date"
              value={registration.expectedOn}
            />
            <TextField
              {...field}
              name="reason"
              label="Alasan"
              hint="Dibaca pemohon. Contoh: alat sedang diperbaiki."
              maxLength={300}
            />
            <button type="submit">Ubah dan beri tahu pemohon</button>
          </Form>
        </div>
      </details>
    </>
  );
}

/** What each proof is called when it was given wrong. */
const WRONG_PROOFS = {
  birthDate: 'tanggal lahir salah',
  lastFive: '5 angka nomor HP salah',
} as const;

/** Says when too many wrong proofs have locked the tracking, and lets staff open it. */
export function ProofNotice({ shown: { visit, registration, home } }: { shown: Shown }): JSX.Element | null {
  const proofs = proofState(visit.parts.db, registration.id, visit.now);
  const locks = [proofs.strangers, proofs.owner].filter((lock) => lock.kind !== 'open');
  if (locks.length === 0) return null;
  const action = `${home}/unlock`;
  const until = locks.find((lock) => lock.kind === 'until');
  const forever = locks.some((lock) => lock.kind === 'untilStaff');
  return (
    <>
      <p class="notice calm">
        <Icon name="lock" />
        <span>
          Pelacakan terkunci karena {WRONG_PROOFS[fullProofOf(registration.service)]}{' '}
          {proofs.wrongByStrangers + proofs.wrongByOwner} kali,{' '}
          {forever || !until ? 'sampai petugas membukanya.' : `sampai ${instantWords(visit, until.until)}.`}
        </span>
      </p>
      <details class="act" open={triedAt(visit, action) !== undefined}>
        <summary>
          <Icon name="lock" /> Buka kunci pelacakan
        </summary>
        <div>
          <Form visit={visit} action={action}>
            <TextField
              visit={visit}
              action={action}
              name="reason"
              label="Alasan"
              hint="Contoh: pemohon datang membawa KTP."
              maxLength={200}
              required
            />
            <button type="submit">Buka kunci</button>
          </Form>
        </div>
      </details>
    </>
  );
}
