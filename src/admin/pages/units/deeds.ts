import { z } from 'zod';
import {
  addUnit,
  changeUnit,
  mayRoute,
  removeUnit,
  type Unit,
  type UnitFields,
  unitFieldsSchema,
} from '../../../domain/units/index.ts';
import { comparisonPage } from '../../comparison.tsx';
import { optionalWords, versioned, words } from '../../forms.ts';
import type { Deed, Done, StaffVisit } from '../../visit.ts';
import { SERVICE_NAMES } from '../../words.ts';
import { serviceBoxes, tickedServices, unitField } from '../staff/fields.ts';
import { unitChoices } from '../staff/form.tsx';
import { editUnitPage, NEW_UNIT, newUnitPage } from './form.tsx';
import { UNITS } from './list.tsx';
import { hangingWords, homeOf, removeUnitPage, unitIn } from './unit.tsx';

const { name, alias, email, website, phone, address } = unitFieldsSchema.shape;
const fields = {
  name: words(120, 'Isi nama instansinya.').pipe(name),
  alias: optionalWords(40).pipe(alias),
  email: optionalWords(200).pipe(email),
  website: optionalWords(200).pipe(website),
  phone: optionalWords(60).pipe(phone),
  address: optionalWords(300).pipe(address),
  active: z.enum(['on', 'off']).optional().default('on'),
  ...serviceBoxes,
};

const addForm = z.object({ ...fields, parentId: unitField });

/** Makes a unit below another. */
export const addUnitDeed: Deed<z.infer<typeof addForm>> = {
  form: addForm,
  page: newUnitPage,
  back: () => NEW_UNIT,
  carryOut(ctx, visit, { parentId, ...form }) {
    const added = addUnit(ctx, { ...wanted(visit, form, []), parentId });
    if (added.outcome !== 'added') return refusal(added.outcome);
    return { outcome: 'done', notice: 'unitAdded', to: homeOf({ id: added.unitId }) };
  },
};

// The lab itself has no parent, so its form names none.
const changeForm = z.object({ ...fields, parentId: unitField.optional(), ...versioned() });

/** Changes a unit and moves it, with everything below. */
export const changeUnitDeed: Deed<z.infer<typeof changeForm>> = {
  form: changeForm,
  page: editUnitPage,
  back: (visit) => `${UNITS}/${visit.params.id}/edit`,
  carryOut(ctx, visit, { version, seen, parentId, ...form }) {
    const unit = unitIn(visit);
    if (!unit) return { outcome: 'notFound' };
    const placed = { ...wanted(visit, form, unit.services), parentId: parentId ?? unit.parentId };
    const changed = changeUnit(ctx, { ...placed, unitId: unit.id, expectedVersion: version });
    if (changed.outcome === 'stale') return stale(visit, placed, seen, changed.current);
    if (changed.outcome !== 'changed') return refusal(changed.outcome);
    return { outcome: 'done', notice: 'saved', to: homeOf(unit) };
  },
};

/** Removes a unit to which nothing belongs any more. */
export const removeUnitDeed: Deed<unknown> = {
  form: z.unknown(),
  page: removeUnitPage,
  back: (visit) => `${UNITS}/${visit.params.id}/remove`,
  carryOut(ctx, visit) {
    const removed = removeUnit(ctx, { unitId: unitIn(visit)?.id ?? 0 });
    if (removed.outcome === 'hanging')
      return mistake('key', `Belum bisa dihapus: masih ada ${hangingWords(removed.on)}.`);
    if (removed.outcome === 'isRoot') return mistake('key', 'Laboratorium sendiri tidak bisa dihapus.');
    if (removed.outcome !== 'removed') return { outcome: 'notFound' };
    return { outcome: 'done', notice: 'unitRemoved', to: UNITS };
  },
};

type Form = Omit<z.infer<typeof addForm>, 'parentId'>;

// Who may not say where new cases go has no boxes for it, and changes nothing about it.
function wanted(visit: StaffVisit, form: Form, kept: UnitFields['services']): UnitFields {
  return {
    name: form.name,
    alias: form.alias,
    email: form.email,
    website: form.website,
    phone: form.phone,
    address: form.address,
    active: form.active === 'on',
    services: mayRoute(visit.staff) ? tickedServices(form) : kept,
  };
}

function stale(
  visit: StaffVisit,
  mine: UnitFields & { parentId: number | null },
  seen: number,
  current: Unit,
): Done {
  const choices = unitChoices(visit);
  const inWords = (kept: UnitFields & { parentId: number | null }): [name: string, value: string][] => [
    ['Nama instansi', kept.name],
    ['Induk instansi', choices.find(([id]) => id === String(kept.parentId))?.[1] ?? '-'],
    ['Alias', kept.alias || '-'],
    ['Email', kept.email || '-'],
    ['Situs web', kept.website || '-'],
    ['Telepon', kept.phone || '-'],
    ['Alamat', kept.address || '-'],
    ['Status', kept.active ? 'Aktif' : 'Tidak aktif'],
    ['Layanan', kept.services.map((service) => SERVICE_NAMES[service]).join(', ') || '-'],
  ];
  const now = new Map(inWords(current));
  return {
    outcome: 'stale',
    comparison: comparisonPage(visit, {
      subject: `unit:${current.id}`,
      seen,
      back: `${homeOf(current)}/edit`,
      rows: inWords(mine)
        .map(([field, value]) => ({ name: field, wanted: value, now: now.get(field) ?? '-' }))
        .filter((row) => row.wanted !== row.now),
    }),
  };
}

function refusal(outcome: string): Done {
  switch (outcome) {
    case 'nameTaken':
      return mistake('name', 'Di bawah induk yang sama sudah ada instansi dengan nama ini.');
    case 'noParent':
    case 'underItself':
      return mistake('parentId', 'Instansi ini tidak bisa ditaruh di bawah instansi itu.');
    case 'tooDeep':
      return mistake('parentId', 'Terlalu dalam: paling banyak delapan tingkat.');
    case 'isRoot':
      return mistake('active', 'Laboratorium sendiri tidak punya induk dan selalu aktif.');
    case 'notAllowed':
      return mistake('key', 'Ke mana pekerjaan baru masuk diatur oleh laboratorium.');
    default:
      return { outcome: 'notFound' };
  }
}

const mistake = (field: string, sentence: string): Done => ({
  outcome: 'mistake',
  errors: { [field]: sentence },
});
