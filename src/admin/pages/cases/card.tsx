import type { JSX } from 'preact';
import { stageName } from '../../../../templates/messages/stages.ts';
import {
  assignee,
  type Case,
  type CheckItem,
  checklistOf,
  destinationsFrom,
  progressOf,
  unitNameOf,
} from '../../../domain/cases/index.ts';
import { changesOf } from '../../../domain/journal.ts';
import { macrosFor, type PreparedMacro } from '../../../domain/macros/index.ts';
import { ROOT_UNIT_ID } from '../../../domain/units/table.ts';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Card, Form } from '../../pieces.tsx';
import { WORKS } from '../../route.ts';
import type { StaffVisit } from '../../visit.ts';
import { DeadlineBar } from './deadline.tsx';

/** Where what can be done with a case is sent to. */
export const casePath = ({ id }: Pick<Case, 'id'>, deed = ''): string =>
  `/admin/cases/${id}${deed && `/${deed}`}`;

/** The last fact about a case, so that a refused change can say what came after it. */
export const lastFactOf = (visit: StaffVisit, one: Pick<Case, 'id'>): number =>
  changesOf(visit.parts.db, `case:${one.id}`).at(-1)?.id ?? 0;

const mayWork = ({ staff }: StaffVisit): boolean => WORKS.some((role) => role === staff.role);

/**
 * Who has a request, until when, what is to be done on it, and what is done with one press: the same for
 * every service. Those who only read see it without its buttons.
 */
export function CaseCard({ visit, one }: { visit: StaffVisit; one: Case }): JSX.Element | null {
  const { db } = visit.parts;
  const isOver = one.phase === 'ended';
  const works = mayWork(visit) && !isOver;
  const all = checklistOf(db, one, visit.lab);
  // Of what is over only what was done is told.
  const items = isOver ? all.filter(({ done }) => done !== undefined) : all;
  if (isOver && one.assigneeId === null && items.length === 0) return null;
  return (
    <Card title="Penanganan" icon="hand" id="case" side={works ? <More visit={visit} one={one} /> : null}>
      <DeadlineBar visit={visit} one={one} progress={progressOf(db, one, visit.now, visit.lab)} />
      <Holder visit={visit} one={one} works={works} />
      <Checklist visit={visit} one={one} works={works} items={items} />
      {works ? <Macros visit={visit} one={one} /> : null}
    </Card>
  );
}

function Holder({ visit, one, works }: { visit: StaffVisit; one: Case; works: boolean }): JSX.Element {
  const { db } = visit.parts;
  const holder = one.assigneeId === null ? undefined : assignee(db, one.assigneeId);
  const isOneOfMany = one.unitId !== ROOT_UNIT_ID || destinationsFrom(db, one.unitId).length > 0;
  const name = one.unitId === ROOT_UNIT_ID ? visit.lab.shortName : unitNameOf(db, one.unitId);
  const unit = isOneOfMany ? name : undefined;
  return (
    <div class="holder case-holder">
      <p>
        {holder ? (
          <>
            Dipegang <strong>{holder.id === visit.staff.staffId ? 'Anda' : holder.name}</strong>
            {one.assignedAt ? <span class="muted"> sejak {instantWords(visit, one.assignedAt)}</span> : null}
          </>
        ) : (
          'Belum ada petugas yang memegang.'
        )}
        {unit ? <small class="muted">{unit}</small> : null}
      </p>
      {works && !holder ? (
        <Form
          visit={visit}
          action={casePath(one, 'take')}
          version={one.version}
          seen={lastFactOf(visit, one)}
        >
          <button type="submit">Ambil</button>
        </Form>
      ) : null}
    </div>
  );
}

/** What is done less often; each leads to a page that says what it means and asks Ya or Tidak. */
function More({ visit, one }: { visit: StaffVisit; one: Case }): JSX.Element {
  const canForward = destinationsFrom(visit.parts.db, one.unitId).length > 0;
  return (
    <details class="more">
      <summary>Lainnya</summary>
      <ul>
        <li>
          <a href={casePath(one, 'assign')}>
            {one.assigneeId === null ? 'Serahkan kepada petugas' : 'Serahkan ke petugas lain'}
          </a>
        </li>
        {one.assigneeId === null ? null : (
          <li>
            <a href={casePath(one, 'return')}>Kembalikan ke antrean</a>
          </li>
        )}
        {canForward ? (
          <li>
            <a href={casePath(one, 'forward')}>Teruskan ke unit lain</a>
          </li>
        ) : null}
      </ul>
    </details>
  );
}

function Checklist({
  visit,
  one,
  works,
  items,
}: {
  visit: StaffVisit;
  one: Case;
  works: boolean;
  items: readonly CheckItem[];
}): JSX.Element | null {
  if (items.length === 0) return null;
  const done = items.filter((item) => item.done !== undefined).length;
  return (
    <section class="checklist" id="checklist" aria-labelledby="checklist-heading">
      <h3 id="checklist-heading">
        Daftar periksa{' '}
        <span class="muted">
          {done} dari {items.length}
        </span>
      </h3>
      <ul>
        {items.map(({ item, done }) => (
          <li key={item} class={done ? 'done' : undefined}>
            {works ? (
              <Form visit={visit} action={casePath(one, 'check')}>
                <input type="hidden" name="item" value={item} />
                <input type="hidden" name="done" value={done ? 'no' : 'yes'} />
                <button type="submit" class="check" aria-pressed={done ? 'true' : 'false'}>
                  <span class="box">{done ? <Icon name="check" /> : null}</span>
                  <span>{item}</span>
                </button>
              </Form>
            ) : (
              <span>
                {done ? '✓ ' : '– '}
                {item}
              </span>
            )}
            {done ? (
              <small class="muted">
                {done.name}, {instantWords(visit, done.at)}
              </small>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a macro does, in a line. */
const macroWords = ({ reply, stage, macro }: PreparedMacro): string =>
  [
    reply !== '' && 'balasan',
    stage && `tahap ${stageName(stage, 'id').toLowerCase()}`,
    macro.note !== '' && 'catatan',
  ]
    .filter(Boolean)
    .join(' + ');

function Macros({ visit, one }: { visit: StaffVisit; one: Case }): JSX.Element | null {
  const { staffId } = visit.staff;
  // What does not lead on from here is no choice; what a colleague is in the way of says so when pressed.
  const macros = macrosFor(visit.parts.db, one, { staffId, now: visit.now, lab: visit.lab }).filter(
    ({ barrier }) => barrier !== 'noSuchStep' && barrier !== 'noReader',
  );
  if (macros.length === 0) return null;
  return (
    <section class="macros" aria-labelledby="macros-heading">
      <h3 id="macros-heading">Sekali tekan</h3>
      <ul class="plain-list">
        {macros.map((prepared) => (
          <li key={prepared.macro.name}>
            <a
              class="grow"
              href={`${casePath(one, 'macro')}?${new URLSearchParams({ name: prepared.macro.name })}`}
            >
              {prepared.macro.name}
              <small class="muted">{macroWords(prepared)}</small>
            </a>
            <Icon name="next" />
          </li>
        ))}
      </ul>
    </section>
  );
}
