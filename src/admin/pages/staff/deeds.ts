import { z } from 'zod';
import { returnCasesOf } from '../../../domain/cases/index.ts';
import type { DomainContext } from '../../../domain/context.ts';
import { removeExportsOf } from '../../../domain/exports/index.ts';
import {
  addPerson,
  appoint,
  changePerson,
  endSessionsFor,
  forceAllPasswordChanges,
  forcePasswordChange,
  removePerson,
  resetSecondFactor,
  switchOff,
  switchOn,
} from '../../../domain/staff/index.ts';
import { oneOf, versioned } from '../../forms.ts';
import type { Deed, Done, Page, StaffVisit } from '../../visit.ts';
import type { NoticeName } from '../../words.ts';
import { personForm, roleField, serviceBoxes, tickedServices, unitField } from './fields.ts';
import { showPasswordLink } from './link-shown.tsx';
import { STAFF, staffPage } from './list.tsx';
import { NEW, newPersonPage } from './new.tsx';
import { appointPage, homeOf, personIn, personPage, removePersonPage } from './person.tsx';
import { personComparison } from './stale.tsx';

const addForm = personForm.extend({ status: oneOf(['on', 'off'], 'Pilih statusnya.') });

/** Opens an account and shows the link by which its owner chooses a password. */
export const addPersonDeed: Deed<z.infer<typeof addForm>> = {
  form: addForm,
  page: newPersonPage,
  back: () => NEW,
  carryOut(ctx, visit, form) {
    const active = form.status === 'on';
    const added = addPerson(ctx, { ...form, services: tickedServices(form), active });
    if (added.outcome !== 'added') return refusal(added.outcome);
    if (!active) return { outcome: 'done', notice: 'saved', to: homeOf({ id: added.staffId }) };
    return showPasswordLink(ctx, visit, { staffId: added.staffId, name: form.name, email: form.email });
  },
};

const changeForm = personForm.extend(versioned());

/** Changes somebody's data, unit or role. */
export const changePersonDeed: Deed<z.infer<typeof changeForm>> = {
  form: changeForm,
  page: personPage,
  back: homeIn,
  carryOut(ctx, visit, { version, seen, ...form }) {
    const person = personIn(visit);
    if (!person) return { outcome: 'notFound' };
    const fields = { ...form, services: tickedServices(form) };
    const changed = changePerson(ctx, { staffId: person.id, expectedVersion: version, ...fields });
    if (changed.outcome === 'stale')
      return { outcome: 'stale', comparison: personComparison(visit, person, fields, seen) };
    if (changed.outcome !== 'changed') return refusal(changed.outcome);
    if (isMoved(changed.changes)) leavesPlace(ctx, person.id, 'Petugas pindah tugas');
    return { outcome: 'done', notice: 'saved' };
  },
};

const appointForm = z.object({ unitId: unitField, role: roleField, ...serviceBoxes });

/** Places somebody who has or had an account; whoever comes back gets a link for a password. */
export const appointDeed: Deed<z.infer<typeof appointForm>> = {
  form: appointForm,
  page: appointPage,
  back: homeIn,
  carryOut(ctx, visit, form) {
    const person = personIn(visit);
    if (!person) return { outcome: 'notFound' };
    const placed = { unitId: form.unitId, role: form.role, services: tickedServices(form) };
    const appointed = appoint(ctx, { staffId: person.id, ...placed });
    if (appointed.outcome === 'emailTaken') {
      const key = `Email ${person.email} sekarang dipakai akun lain. Daftarkan orang ini sebagai petugas baru.`;
      return { outcome: 'mistake', errors: { key } };
    }
    if (appointed.outcome !== 'appointed') return refusal(appointed.outcome);
    if (isMoved(appointed.changes)) leavesPlace(ctx, person.id, 'Petugas pindah tugas');
    if (!appointed.isBack && person.hasPassword) return { outcome: 'done', notice: 'appointed' };
    return showPasswordLink(ctx, visit, { staffId: person.id, name: person.name, email: person.email });
  },
};

// What somebody has at hand belongs to the old place.
const isMoved = (changes: object): boolean =>
  ['unitId', 'role', 'services'].some((field) => field in changes);

/** What belongs to the place somebody leaves stays there: the cases at hand, and files made of its cases. */
function leavesPlace(ctx: DomainContext, staffId: number, why: string): void {
  returnCasesOf(ctx, staffId, why);
  removeExportsOf(ctx, staffId);
}

/** Makes a link by which somebody chooses a new password. */
export const linkDeed: Deed<unknown> = {
  form: z.unknown(),
  page: personPage,
  back: homeIn,
  carryOut(ctx, visit) {
    const person = personIn(visit);
    if (!person) return { outcome: 'notFound' };
    if (!person.active) {
      const key = 'Akun ini ditutup. Buka dulu akunnya, lalu buat tautannya.';
      return { outcome: 'mistake', errors: { key } };
    }
    return showPasswordLink(ctx, visit, { staffId: person.id, name: person.name, email: person.email });
  },
};

/** Something done to one account at the press of a button. */
function deed(
  change: (ctx: DomainContext, on: { staffId: number }) => { outcome: string },
  { done, notice, page = personPage, to }: { done: string; notice: NoticeName; page?: Page; to?: string },
  afterwards: (ctx: DomainContext, staffId: number) => void = () => {},
): Deed<unknown> {
  return {
    form: z.unknown(),
    page,
    back: homeIn,
    carryOut(ctx, visit) {
      const staffId = personIn(visit)?.id ?? 0;
      const { outcome } = change(ctx, { staffId });
      if (outcome !== done) return refusal(outcome);
      afterwards(ctx, staffId);
      return { outcome: 'done', notice, ...(to && { to }) };
    },
  };
}

/** Closes an account; its cases go back to the queue. */
export const switchOffDeed = deed(switchOff, { done: 'switchedOff', notice: 'switchedOff' }, (ctx, staffId) =>
  leavesPlace(ctx, staffId, 'Akun petugas ditutup'),
);

/** Opens a closed account again. */
export const switchOnDeed = deed(switchOn, { done: 'switchedOn', notice: 'switchedOn' });

/** Takes somebody off the list; the cases go back to the queue. */
export const removePersonDeed = deed(
  removePerson,
  { done: 'removed', notice: 'personRemoved', page: removePersonPage, to: STAFF },
  (ctx, staffId) => leavesPlace(ctx, staffId, 'Akun petugas dihapus'),
);

/** Leads somebody to a new password at the next click. */
export const forcePasswordDeed = deed(forcePasswordChange, { done: 'forced', notice: 'passwordForced' });

/** Turns off the second factor of somebody who lost phone and codes. */
export const resetFactorDeed = deed(resetSecondFactor, { done: 'off', notice: 'factorOff' });

/** Ends all sessions of somebody. */
export const endSessionsDeed = deed(endSessionsFor, { done: 'ended', notice: 'sessionsEnded' });

/** Leads everybody but oneself to a new password. */
export const forceAllDeed: Deed<unknown> = {
  form: z.unknown(),
  page: staffPage,
  back: () => STAFF,
  carryOut(ctx) {
    const forced = forceAllPasswordChanges(ctx);
    return forced.outcome === 'forced' ? { outcome: 'done', notice: 'allForced' } : { outcome: 'notFound' };
  },
};

function homeIn(visit: StaffVisit): string {
  return `${STAFF}/${visit.params.id}`;
}

function refusal(outcome: string): Done {
  switch (outcome) {
    case 'emailTaken':
      return mistake('email', 'Email ini sudah punya akun.');
    case 'usernameTaken':
      return mistake('username', 'Nama pengguna ini sudah dipakai.');
    case 'notAllowed':
      return mistake('role', 'Peran atau instansi ini di luar wewenang Anda. Minta atasan Anda.');
    case 'lastAdministrator':
      return mistake('key', 'Administrator terakhir harus tetap ada. Angkat dulu administrator lain.');
    case 'oneself':
      return mistake('key', 'Akun Anda sendiri diubah oleh orang lain, atau lewat Akun saya.');
    default:
      return { outcome: 'notFound' };
  }
}

const mistake = (field: string, sentence: string): Done => ({
  outcome: 'mistake',
  errors: { [field]: sentence },
});
