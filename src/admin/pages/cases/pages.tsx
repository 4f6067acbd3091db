import type { ComponentChildren, JSX } from 'preact';
import { stageName } from '../../../../templates/messages/stages.ts';
import {
  assignee,
  assigneesFor,
  destinationsFrom,
  type PlacedCase,
  placedCase,
  unitNameOf,
  viewed,
} from '../../../domain/cases/index.ts';
import { macrosFor } from '../../../domain/macros/index.ts';
import { SelectField, TextArea } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { Form } from '../../pieces.tsx';
import type { Answer, Page, StaffVisit } from '../../visit.ts';
import { casePath, lastFactOf } from './card.tsx';
import { caseHome } from './words.ts';

/** A page about the case that the address names. */
const about =
  (show: (visit: StaffVisit, one: PlacedCase) => Answer): Page =>
  (visit) => {
    const id = Number(visit.params.caseId);
    const one = Number.isSafeInteger(id) && id > 0 ? placedCase(visit.parts.db, id) : undefined;
    if (!one) return { outcome: 'notFound' };
    const answer = show(visit, one);
    if (answer.outcome === 'page' && !visit.background)
      visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) => viewed(ctx, one.id));
    return answer;
  };

/** Leads to the page of a case, whatever its service. */
export const casePage: Page = about((_visit, one) => ({ outcome: 'redirect', to: caseHome(one) }));

/** What is asked before something happens: what it means, and Ya or Tidak. */
function Asking({
  visit,
  one,
  deed,
  title,
  yes,
  children,
}: {
  visit: StaffVisit;
  one: PlacedCase;
  deed: string;
  title: string;
  yes: string;
  children: ComponentChildren;
}): JSX.Element {
  const home = caseHome(one);
  return (
    <div class="narrow">
      <p class="trail">
        <a href={home}>{one.personName || one.code}</a> <Icon name="next" />{' '}
        <span class="code">{one.code}</span>
      </p>
      <h1>{title}</h1>
      <section class="card">
        <div class="card-body">
          <Form
            visit={visit}
            action={casePath(one, deed)}
            version={one.version}
            seen={lastFactOf(visit, one)}
          >
            {children}
            <div class="row yes-no">
              <button type="submit">{yes}</button>
              <a href={home} class="button secondary">
                Tidak
              </a>
            </div>
          </Form>
        </div>
      </section>
    </div>
  );
}

/** Takes a request: shown only when taking it did not go through. */
export const takePage: Page = about((visit, one) => ({
  outcome: 'page',
  title: 'Ambil permintaan',
  body: (
    <Asking visit={visit} one={one} deed="take" title="Ambil permintaan ini?" yes="Ya, ambil">
      <p>Permintaan ini masuk ke daftar Milik saya.</p>
    </Asking>
  ),
}));

/** To whom a request is given. */
export const assignPage: Page = about((visit, one) => {
  const { db } = visit.parts;
  const action = casePath(one, 'assign');
  const people = assigneesFor(db, visit.staff, one, visit.now).filter(({ id }) => id !== one.assigneeId);
  const holder = one.assigneeId === null ? undefined : assignee(db, one.assigneeId);
  return {
    outcome: 'page',
    title: 'Serahkan permintaan',
    body: (
      <Asking visit={visit} one={one} deed="assign" title="Serahkan kepada siapa?" yes="Ya, serahkan">
        {holder ? <p>Sekarang dipegang {holder.name}.</p> : null}
        <SelectField
          visit={visit}
          action={action}
          name="to"
          label="Petugas"
          required
          hint="Yang sedang tidak di tempat, atau tidak melihat permintaan ini, tidak ada di daftar."
          choices={[
            ['', 'Pilih petugas'],
            ...people.map(
              ({ id, name, unitName, unitId }) =>
                [String(id), unitId === one.unitId ? name : `${name} (${unitName})`] as const,
            ),
          ]}
        />
        <TextArea
          visit={visit}
          action={action}
          name="reason"
          label="Alasan, dibaca petugas lain"
          rows={2}
          maxLength={300}
          {...(holder && { required: true })}
        />
      </Asking>
    ),
  };
});

/** Asks before a request goes back to the queue. */
export const returnPage: Page = about((visit, one) => ({
  outcome: 'page',
  title: 'Kembalikan ke antrean',
  body: (
    <Asking visit={visit} one={one} deed="return" title="Kembalikan ke antrean?" yes="Ya, kembalikan">
      <p>Setelah ini belum ada petugasnya, dan siapa pun di unitnya bisa mengambilnya.</p>
      <TextArea
        visit={visit}
        action={casePath(one, 'return')}
        name="reason"
        label="Alasan, dibaca petugas lain"
        rows={2}
        maxLength={300}
      />
    </Asking>
  ),
}));

/** To which unit a request goes. */
export const forwardPage: Page = about((visit, one) => {
  const { db } = visit.parts;
  const action = casePath(one, 'forward');
  const choices = destinationsFrom(db, one.unitId).map(
    ({ id, name, way }) => [String(id), way === 'up' ? `${name} (unit di atas)` : name] as const,
  );
  return {
    outcome: 'page',
    title: 'Teruskan ke unit lain',
    body: (
      <Asking visit={visit} one={one} deed="forward" title="Teruskan ke unit mana?" yes="Ya, teruskan">
        <p>
          Sekarang di {unitNameOf(db, one.unitId)}. Di unit tujuan belum ada petugasnya. Bila unit itu di luar
          unit Anda, permintaan ini tidak tampak lagi bagi Anda.
        </p>
        <SelectField
          visit={visit}
          action={action}
          name="to"
          label="Unit tujuan"
          required
          choices={[['', 'Pilih unit'], ...choices]}
        />
        <TextArea
          visit={visit}
          action={action}
          name="reason"
          label="Alasan, dibaca petugas lain"
          rows={2}
          maxLength={300}
          required
        />
      </Asking>
    ),
  };
});

/** What one press would do, before it does it. */
export const macroPage: Page = about((visit, one) => {
  const { staffId } = visit.staff;
  const name = visit.tried?.values.name ?? visit.query.name;
  const prepared = macrosFor(visit.parts.db, one, { staffId, now: visit.now, lab: visit.lab }).find(
    ({ macro }) => macro.name === name,
  );
  if (!prepared) return { outcome: 'notFound' };
  const { macro, reply, stage } = prepared;
  return {
    outcome: 'page',
    title: macro.name,
    body: (
      <Asking visit={visit} one={one} deed="macro" title={macro.name} yes="Ya, kirim">
        <input type="hidden" name="name" value={macro.name} />
        <input type="hidden" name="shown" value={reply} />
        <dl class="facts stacked">
          {reply === '' ? null : (
            <>
              <dt>Warga membaca</dt>
              <dd class="whole">{reply}</dd>
            </>
          )}
          {stage ? (
            <>
              <dt>Tahap</dt>
              <dd>
                {stageName(stage, 'id')}
                {macro.reason === '' ? null : `, alasan: ${macro.reason}`}
                <small class="muted">Pemohon juga menerima pemberitahuan tahap ini.</small>
              </dd>
            </>
          ) : null}
          {macro.note === '' ? null : (
            <>
              <dt>Catatan petugas</dt>
              <dd>{macro.note}</dd>
            </>
          )}
        </dl>
        {reply === '' ? null : <p class="muted">Membalas berarti Anda memegang percakapannya; bot diam.</p>}
      </Asking>
    ),
  };
});
