import type { JSX } from 'preact';
import { sessionsOf } from '../../../domain/staff/index.ts';
import { browserWords } from '../../browser-words.ts';
import { instantWords } from '../../instants.ts';
import { Columns } from '../../lists.tsx';
import { Badge, Card, Form } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';

const ACTION = '/admin/account/sessions/end';
const OTHERS = '/admin/account/sessions/end-others';

/** Where somebody is signed in, and how to end it. */
export function SessionsCard({ visit }: { visit: StaffVisit }): JSX.Element {
  const sessions = sessionsOf(visit.parts.db, visit.staff.staffId, {
    now: visit.now,
    idleMinutes: visit.lab.staffIdleMinutes,
    token: visit.token,
  });
  return (
    <Card title="Sesi saya" icon="eye" id="sessions" flush>
      <table class="list cards">
        <Columns names={['Peramban', 'Jaringan', 'Sejak', 'Terakhir']} deeds="Tindakan" />
        <tbody>
          {sessions.map((session) => (
            <tr key={session.name}>
              <th scope="row" class="name">
                {browserWords(session.browser)}
              </th>
              <td class="muted" data-name="Jaringan">
                {session.address || '-'}
              </td>
              <td class="muted" data-name="Sejak">
                {instantWords(visit, session.createdAt)}
              </td>
              <td class="muted" data-name="Terakhir">
                {instantWords(visit, session.lastSeenAt)}
              </td>
              <td class="right">
                {session.isThis ? (
                  <Badge tone="teal">Sesi ini</Badge>
                ) : (
                  <Form visit={visit} action={ACTION}>
                    <input type="hidden" name="session" value={session.name} />
                    <button
                      type="submit"
                      class="secondary"
                      aria-label={`Akhiri sesi ${browserWords(session.browser)}, terakhir ${instantWords(visit, session.lastSeenAt)}`}
                    >
                      Akhiri
                    </button>
                  </Form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="card-body">
        {sessions.length > 1 ? (
          <Form visit={visit} action={OTHERS}>
            <button type="submit" class="secondary">
              Akhiri semua sesi lain
            </button>
          </Form>
        ) : (
          <p class="muted">Anda tidak masuk di peramban lain.</p>
        )}
      </div>
    </Card>
  );
}
