import { z } from 'zod';
import { returnCasesOf } from '../../../domain/cases/index.ts';
import {
  beginSession,
  changeOwnProfile,
  changeOwnWishes,
  changePassword,
  endOtherSessions,
  endSession,
  hashPassword,
  isStrongEnough,
  makeChatLink,
  setAway,
  unlinkChat,
} from '../../../domain/staff/index.ts';
import { addDays, instantAt } from '../../../domain/values/lab-day.ts';
import { labDay, optionalWords } from '../../forms.ts';
import type { Deed, Done } from '../../visit.ts';
import { emailField, nameField, phoneField, usernameField } from '../staff/fields.ts';
import { isOwnPassword, NOT_THE_PASSWORD } from './own-password.ts';
import { accountPage } from './page.tsx';

const onThisPage = { page: accountPage, back: () => '/admin/account' };

const passwordForm = z.object({
  current: z.string({ error: 'Isi kata sandi sekarang.' }).min(1, 'Isi kata sandi sekarang.').max(1000),
  wanted: z
    .string({ error: 'Isi kata sandi baru.' })
    .refine(isStrongEnough, 'Pilih paling sedikit 12 huruf.'),
  again: z.string({ error: 'Ulangi kata sandi baru.' }).max(1000),
});

/** Changes one's own password and ends one's other sessions. */
export const changeOwnPassword: Deed<
  z.infer<typeof passwordForm>,
  { isCurrentRight: boolean; passwordHash: string }
> = {
  ...onThisPage,
  form: passwordForm,
  async prepare(visit, form) {
    const isCurrentRight = await isOwnPassword(visit, form.current);
    const passwordHash = isCurrentRight ? await hashPassword(form.wanted, visit.parts.clock.chance(16)) : '';
    return { isCurrentRight, passwordHash };
  },
  carryOut(ctx, visit, form, { isCurrentRight, passwordHash }) {
    if (!isCurrentRight) return mistake('current', NOT_THE_PASSWORD);
    if (form.again !== form.wanted) return mistake('again', 'Tidak sama dengan kata sandi baru di atas.');
    // Or the duty to change it would be met by changing nothing.
    if (form.wanted === form.current) return mistake('wanted', 'Pilih kata sandi yang lain dari sekarang.');
    const { staffId } = visit.staff;
    changePassword(ctx, { staffId, passwordHash });
    return { outcome: 'done', notice: 'password', session: { token: beginSession(ctx, staffId, visit) } };
  },
};

const profileForm = z.object({
  name: nameField,
  email: emailField,
  username: usernameField,
  phone: phoneField,
  current: z.string().max(1000).optional().default(''),
});

/** Changes one's own profile; the address one signs in with takes the password. */
export const profileDeed: Deed<z.infer<typeof profileForm>, { mayChangeEmail: boolean }> = {
  ...onThisPage,
  form: profileForm,
  async prepare(visit, { email, current }) {
    return { mayChangeEmail: email === visit.staff.email || (await isOwnPassword(visit, current)) };
  },
  carryOut(ctx, { staff }, { current: _current, ...profile }, { mayChangeEmail }) {
    if (!mayChangeEmail) return mistake('current', NOT_THE_PASSWORD);
    const saved = changeOwnProfile(ctx, { staffId: staff.staffId, ...profile });
    if (saved.outcome === 'emailTaken') return mistake('email', 'Email ini sudah dipakai akun lain.');
    if (saved.outcome === 'usernameTaken') return mistake('username', 'Nama pengguna ini sudah dipakai.');
    return { outcome: 'done', notice: 'saved' };
  },
};

const awayForm = z.object({ until: z.union([optionalWords(0), labDay()]) });

/** Says until which day one is away; the work at hand goes back to the queue. */
export const awayDeed: Deed<z.infer<typeof awayForm>> = {
  ...onThisPage,
  form: awayForm,
  carryOut(ctx, visit, { until }) {
    const { staffId } = visit.staff;
    if (until === '') {
      setAway(ctx, { staffId, until: undefined });
      return { outcome: 'done', notice: 'back' };
    }
    const day = labDay().parse(until);
    if (day < visit.today) return mistake('until', 'Pilih hari ini atau sesudahnya.');
    if (day > addDays(visit.today, 366)) return mistake('until', 'Paling lama satu tahun ke depan.');
    setAway(ctx, { staffId, until: instantAt(addDays(day, 1), '00:00', visit.lab.timeZone) });
    returnCasesOf(ctx, staffId, 'Petugas tidak di tempat');
    return { outcome: 'done', notice: 'away' };
  },
};

const sessionForm = z.object({ session: z.string().max(100) });
const onSessionsCard = { page: accountPage, back: () => '/admin/account#sessions' };

/** Ends one of one's own sessions. */
export const endSessionDeed: Deed<z.infer<typeof sessionForm>> = {
  ...onSessionsCard,
  form: sessionForm,
  carryOut(ctx, { staff }, { session }) {
    endSession(ctx, { staffId: staff.staffId, name: session });
    return { outcome: 'done', notice: 'sessionsEnded' };
  },
};

/** Ends all of one's own sessions but this one. */
export const endOtherSessionsDeed: Deed<unknown> = {
  ...onSessionsCard,
  form: z.unknown(),
  carryOut(ctx, { staff, token }) {
    endOtherSessions(ctx, { staffId: staff.staffId, token: token ?? '' });
    return { outcome: 'done', notice: 'sessionsEnded' };
  },
};

const onChatCard = { page: accountPage, back: () => '/admin/account#chat' };

/** Makes a code that links the chat it is written from. */
export const linkChatDeed: Deed<unknown> = {
  ...onChatCard,
  form: z.unknown(),
  carryOut(ctx, { staff }) {
    makeChatLink(ctx, staff);
    return { outcome: 'done' };
  },
};

/** Ends the link to the chat. */
export const unlinkChatDeed: Deed<unknown> = {
  ...onChatCard,
  form: z.unknown(),
  carryOut(ctx, { staff }) {
    unlinkChat(ctx, staff);
    return { outcome: 'done', notice: 'chatUnlinked' };
  },
};

const wishesForm = z.object({
  wantsWhatsApp: z.string().optional(),
  digestAt: z
    .union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Tulis jam seperti 07:30.')])
    .optional(),
});

/** Changes how one is told of things. */
export const wishesDeed: Deed<z.infer<typeof wishesForm>> = {
  form: wishesForm,
  page: accountPage,
  back: () => '/admin/account#wishes',
  carryOut(ctx, { staff }, { wantsWhatsApp, digestAt }) {
    const wishes = { wantsWhatsApp: wantsWhatsApp === 'on', digestAt: digestAt || undefined };
    changeOwnWishes(ctx, { staffId: staff.staffId, ...wishes });
    return { outcome: 'done', notice: 'saved' };
  },
};

const mistake = (field: string, sentence: string): Done => ({
  outcome: 'mistake',
  errors: { [field]: sentence },
});
