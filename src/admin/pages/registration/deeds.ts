import { z } from 'zod';
import { longDay, rupiah, shortDay } from '../../../../templates/messages/format.ts';
import { stageName } from '../../../../templates/messages/stages.ts';
import { caseOf } from '../../../domain/cases/index.ts';
import { addressOf, citizenById } from '../../../domain/citizens/index.ts';
import type { DomainContext } from '../../../domain/context.ts';
import {
  changeExpected,
  changeStage,
  type Payment,
  type Registration,
  recordPayment,
  revealNik,
} from '../../../domain/registrations/index.ts';
import { STAGES } from '../../../domain/registrations/table.ts';
import { unlock } from '../../../domain/tracking/index.ts';
import { chatDeeds } from '../../chat-deeds.ts';
import { comparisonPage } from '../../comparison.tsx';
import { labDay, oneOf, optionalWords, versioned, words } from '../../forms.ts';
import type { Deed, Done, StaffVisit } from '../../visit.ts';
import { PAYMENT_NAMES } from '../../words.ts';
import { registrationIn, registrationPage } from './page.tsx';
import { revealedPage } from './revealed.tsx';

/** Where the forms of a registration lead back to. */
export const backToRegistration = (visit: StaffVisit): string => `/admin/registrations/${visit.params.id}`;

const place = { page: registrationPage, back: backToRegistration };

/** Refuses a change made from an older page and shows what happened meanwhile. */
export function staleRegistration(
  visit: StaffVisit,
  seen: number,
  current: Registration,
  wanted: Partial<
    Record<
      'Tahap' | 'Perkiraan selesai' | 'Pembayaran' | 'Laporan' | 'Surat balasan' | 'Dokumen' | 'Alasan',
      string
    >
  >,
): Done {
  const now = {
    Tahap: stageName(current.stage, 'id'),
    ...(current.service === 'consultation'
      ? { Datang: longDay(current.visitOn, 'id') }
      : { 'Perkiraan selesai': longDay(current.expectedOn, 'id') }),
    Pembayaran: PAYMENT_NAMES[current.payment],
  };
  const names = new Set([...Object.keys(wanted), ...Object.keys(now)]);
  const wantedNow: Record<string, string> = wanted;
  // A reason belongs to what was wanted only; it is shown so that nobody has to write it twice.
  const present: Record<string, string> = { ...now, Alasan: '–' };
  return {
    outcome: 'stale',
    comparison: comparisonPage(visit, {
      subject: `registration:${current.id}`,
      seen,
      back: backToRegistration(visit),
      rows: [...names].map((name) => ({
        name,
        wanted: wantedNow[name] ?? 'tidak diubah',
        now: present[name] ?? 'lihat halamannya',
      })),
    }),
  };
}

/** A mistake at one field. */
export const mistakeAt = (field: string, sentence: string): Done => ({
  outcome: 'mistake',
  errors: { [field]: sentence },
});

/** Whether a notice can reach the person now: there is a chat, and they have not stopped notices. */
export const isTold = ({ tx }: DomainContext, { citizenId }: Registration): boolean =>
  addressOf(tx, citizenId) !== undefined && citizenById(tx, citizenId)?.optedOutAt == null;

const REASON_NEEDED = 'Tulis alasannya, paling sedikit 3 huruf.';

const stageForm = z.object({ ...versioned(), reason: optionalWords(500) });

/** Takes a registration to the stage that the address names. */
export const stageDeed: Deed<z.infer<typeof stageForm>> = {
  ...place,
  form: stageForm,
  carryOut(ctx, visit, { version, seen, reason }) {
    const registration = registrationIn(visit);
    const to = STAGES.find((stage) => stage === visit.params.to);
    if (!registration || !to) return { outcome: 'notFound' };
    const changed = changeStage(ctx, {
      registrationId: registration.id,
      expectedVersion: version,
      to,
      reason,
    });
    switch (changed.outcome) {
      case 'changed':
        return { outcome: 'done', notice: isTold(ctx, registration) ? 'stage' : 'untold' };
      case 'stale':
        return staleRegistration(visit, seen, changed.current, {
          Tahap: stageName(to, 'id'),
          ...(reason ? { Alasan: reason } : {}),
        });
      case 'reasonNeeded':
        return mistakeAt('reason', REASON_NEEDED);
      case 'notAllowed':
        return mistakeAt(
          'key',
          `Dari ${stageName(changed.from, 'id')} tidak bisa langsung ke ${stageName(changed.to, 'id')}.`,
        );
    }
  },
};

const paymentForm = z.object({
  ...versioned(),
  kind: oneOf(['paid', 'free', 'unpaid'], 'Pilih keadaannya.'),
  receiptNumber: optionalWords(60),
  paidRupiah: optionalWords(14),
  /** Ticked when the amount is meant to differ from the total. */
  differs: optionalWords(2),
  reason: optionalWords(200),
});

/** Writes down how a visit was paid for. */
export const paymentDeed: Deed<z.infer<typeof paymentForm>> = {
  ...place,
  form: paymentForm,
  carryOut(ctx, visit, form) {
    const registration = registrationIn(visit);
    if (!registration) return { outcome: 'notFound' };
    const payment = paymentIn(form);
    const mistakes = paymentMistakes(payment, registration.totalRupiah, form.differs === 'on');
    // A page that is too old says so first: the total may have changed with it.
    if (registration.version === form.version && Object.keys(mistakes).length > 0)
      return { outcome: 'mistake', errors: mistakes };
    const recorded = recordPayment(ctx, {
      registrationId: registration.id,
      expectedVersion: form.version,
      payment,
    });
    switch (recorded.outcome) {
      case 'changed':
        return { outcome: 'done', notice: 'payment' };
      case 'stale': {
        const amount =
          typeof payment === 'object' && payment.kind === 'paid' ? `, ${rupiah(payment.paidRupiah)}` : '';
        return staleRegistration(visit, form.seen, recorded.current, {
          Pembayaran: `${PAYMENT_NAMES[form.kind]}${amount}`,
        });
      }
      case 'receiptNeeded':
        return mistakeAt('receiptNumber', RECEIPT_NEEDED);
      case 'amountWrong':
        return mistakeAt('paidRupiah', AMOUNT_NEEDED);
      case 'reasonNeeded':
        return mistakeAt('reason', REASON_NEEDED);
      case 'calledOff':
        return mistakeAt(
          'kind',
          `Pendaftaran ini ${stageName(recorded.stage, 'id').toLowerCase()}: tidak ada yang perlu dibayar.`,
        );
    }
  },
};

const RECEIPT_NEEDED = 'Isi nomor kuitansinya.';
const AMOUNT_NEEDED = 'Isi jumlah dalam rupiah, lebih dari nol. Contoh: 55.000.';

/** Everything that is wrong at once. The citizen reads the amount: a slip of a digit is asked about. */
function paymentMistakes(payment: Payment, total: number, mayDiffer: boolean): Record<string, string> {
  if (payment === 'unpaid' || payment.kind === 'free') return {};
  const { receiptNumber, paidRupiah } = payment;
  const differs = paidRupiah !== total && !mayDiffer;
  return {
    ...(receiptNumber.trim() === '' && { receiptNumber: RECEIPT_NEEDED }),
    ...(paidRupiah === 0
      ? { paidRupiah: AMOUNT_NEEDED }
      : differs && {
          paidRupiah: `Totalnya ${rupiah(total)}. Perbaiki, atau centang bila jumlahnya memang berbeda.`,
        }),
  };
}

function paymentIn(form: z.infer<typeof paymentForm>): Payment {
  if (form.kind === 'unpaid') return 'unpaid';
  if (form.kind === 'free') return { kind: 'free', reason: form.reason };
  const digits = form.paidRupiah.replace(/^rp/i, '').replace(/[.\s]/g, '');
  // What is no number is no amount either; the domain says so at the field.
  const paidRupiah = /^\d{1,12}$/.test(digits) ? Number(digits) : 0;
  return { kind: 'paid', receiptNumber: form.receiptNumber, paidRupiah };
}

const expectedForm = z.object({ ...versioned(), expectedOn: labDay(), reason: words(300, REASON_NEEDED) });

/** Moves the day by which the result is expected. */
export const expectedDeed: Deed<z.infer<typeof expectedForm>> = {
  ...place,
  form: expectedForm,
  carryOut(ctx, visit, { version, seen, expectedOn, reason }) {
    const registration = registrationIn(visit);
    if (!registration) return { outcome: 'notFound' };
    const input = { registrationId: registration.id, expectedVersion: version, expectedOn, reason };
    const changed = changeExpected(ctx, input);
    switch (changed.outcome) {
      case 'changed':
        return { outcome: 'done', notice: isTold(ctx, registration) ? 'expected' : 'untold' };
      case 'stale':
        return staleRegistration(visit, seen, changed.current, {
          'Perkiraan selesai': longDay(expectedOn, 'id'),
          Alasan: reason,
        });
      case 'reasonNeeded':
        return mistakeAt('reason', REASON_NEEDED);
      case 'tooEarly':
        return mistakeAt('expectedOn', `Paling awal ${shortDay(changed.earliest, 'id')}.`);
      case 'sameDay':
        return mistakeAt('expectedOn', 'Ini sudah perkiraan yang sekarang. Pilih hari lain.');
      case 'ended':
        return mistakeAt('key', `Pendaftaran ini sudah ${stageName(changed.stage, 'id').toLowerCase()}.`);
    }
  },
};

const reasonForm = z.object({ reason: words(200, REASON_NEEDED) });

/** Shows the whole NIK once and keeps who wanted it and why. */
export const revealNikDeed: Deed<z.infer<typeof reasonForm>> = {
  ...place,
  form: reasonForm,
  carryOut(ctx, visit, { reason }) {
    const registration = registrationIn(visit);
    if (!registration) return { outcome: 'notFound' };
    const revealed = revealNik(ctx, { registrationId: registration.id, reason });
    if (revealed.outcome === 'reasonNeeded') return mistakeAt('reason', REASON_NEEDED);
    if (revealed.outcome === 'noNik') return { outcome: 'notFound' };
    return { outcome: 'shown', answer: revealedPage(visit, registration, revealed.nik) };
  },
};

/** Gives a registration its tries back after too many wrong birth dates. */
export const unlockDeed: Deed<z.infer<typeof reasonForm>> = {
  ...place,
  form: reasonForm,
  carryOut(ctx, visit, { reason }) {
    const registration = registrationIn(visit);
    if (!registration) return { outcome: 'notFound' };
    const unlocked = unlock(ctx, { registrationId: registration.id, reason });
    return unlocked.outcome === 'unlocked'
      ? { outcome: 'done', notice: 'unlocked' }
      : mistakeAt('reason', REASON_NEEDED);
  },
};

/** What can be done with the chat that stands on a registration's page. */
export const registrationChatDeeds = chatDeeds(
  registrationPage,
  (visit) => `${backToRegistration(visit)}#conversation`,
  (visit) => registrationIn(visit)?.citizenId,
  (visit) => {
    const registration = registrationIn(visit);
    return registration && caseOf(visit.parts.db, registration.service, registration.id)?.id;
  },
);
