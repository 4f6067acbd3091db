import { z } from 'zod';
import type { Fact } from '../../../domain/journal.ts';
import { readPhone } from '../../../domain/values/phone.ts';
import { words } from '../../forms.ts';
import type { LineDeeds } from '../../parts.ts';
import type { Deed, Done, StaffVisit } from '../../visit.ts';
import type { NoticeName } from '../../words.ts';
import { UNLINK_WORD } from './linking.tsx';
import { whatsappPage } from './page.tsx';

type Wish = Extract<Fact, { kind: 'line.asked' }>['wish'];

const onThisPage = { page: whatsappPage, back: () => '/admin/whatsapp' };
const ALREADY_LINKED = 'HP sudah tertaut. Putuskan dulu tautannya bila ingin memakai HP lain.';

/**
 * Writes down who wished for it; the line hears of it once that is committed. What comes of it stands
 * on the page, which renews itself: a notice about a beginning would still stand there after the end.
 */
function asked(
  ctx: Parameters<Deed<unknown>['carryOut']>[0],
  visit: StaffVisit,
  wish: Wish,
  deed: (line: LineDeeds) => void,
  notice?: NoticeName,
): Done {
  const { line } = visit.parts;
  if (!line) return { outcome: 'notFound' };
  ctx.record({ kind: 'line.asked', wish });
  return { outcome: 'done', ...(notice ? { notice } : {}), afterwards: () => deed(line) };
}

const isPaired = (visit: StaffVisit): boolean => visit.parts.transport().line?.isPaired ?? false;

/** Asks for a phone by QR. */
export const linkDeed: Deed<unknown> = {
  ...onThisPage,
  form: z.unknown(),
  carryOut(ctx, visit) {
    if (isPaired(visit)) return { outcome: 'mistake', errors: { key: ALREADY_LINKED } };
    return asked(ctx, visit, 'link', (line) => line.pair('qr'));
  },
};

const codeForm = z.object({ phone: words(40, 'Isi nomor WhatsApp laboratorium.') });

/** Asks for a phone by a code that is typed on it. */
export const codeDeed: Deed<z.infer<typeof codeForm>> = {
  ...onThisPage,
  form: codeForm,
  carryOut(ctx, visit, { phone: typed }) {
    const phone = numberIn(typed);
    if (!phone)
      return {
        outcome: 'mistake',
        errors: { phone: 'Tulis nomornya dengan kode negara. Contoh: 6281234567890.' },
      };
    if (isPaired(visit)) return { outcome: 'mistake', errors: { phone: ALREADY_LINKED } };
    return asked(ctx, visit, 'link', (line) => line.pair({ phone }));
  },
};

/** Tries now instead of after the pause. */
export const reconnectDeed: Deed<unknown> = {
  ...onThisPage,
  form: z.unknown(),
  carryOut: (ctx, visit) => asked(ctx, visit, 'reconnect', (line) => line.reconnect()),
};

const unlinkForm = z.object({ word: words(20, `Ketik ${UNLINK_WORD}.`) });

/** Takes the lab's phone off, once somebody has typed that they mean it. */
export const unlinkDeed: Deed<z.infer<typeof unlinkForm>> = {
  ...onThisPage,
  form: unlinkForm,
  carryOut(ctx, visit, { word }) {
    if (word.toUpperCase() !== UNLINK_WORD)
      return { outcome: 'mistake', errors: { word: `Ketik ${UNLINK_WORD} kalau memang ingin memutuskan.` } };
    return asked(ctx, visit, 'unlink', (line) => line.unlink(), 'unlinked');
  },
};

/** A mobile number as people type it, or a landline with its country code: WhatsApp Business takes both. */
function numberIn(typed: string): string | undefined {
  const reading = readPhone(typed);
  if (reading.outcome === 'phone') return reading.phone;
  const digits = typed.replace(/\D/g, '');
  return /^62\d{7,12}$/.test(digits) ? digits : undefined;
}
