import { passwordLinkLetter } from '../../../../templates/messages/password-link.ts';
import type { DomainContext } from '../../../domain/context.ts';
import { LINK_HOURS, makePasswordLink } from '../../../domain/staff/index.ts';
import { Icon } from '../../icons.tsx';
import { Card } from '../../pieces.tsx';
import type { Answer, Done, StaffVisit } from '../../visit.ts';
import { STAFF } from './list.tsx';

/**
 * Makes a link by which somebody chooses a password; shows it once and sends it by e-mail where there is
 * a mail server. It stands in no log, no journal and no table.
 */
export function showPasswordLink(
  ctx: DomainContext,
  visit: StaffVisit,
  person: { staffId: number; name: string; email: string },
): Done {
  const made = makePasswordLink(ctx, person);
  if (made.outcome === 'oneself') return { outcome: 'done', to: '/admin/account' };
  if (made.outcome !== 'made') return { outcome: 'notFound' };
  const link = `${visit.parts.publicUrl}/admin/set-password/${made.token}`;
  return {
    outcome: 'shown',
    answer: shown(person, link, visit.parts.mail !== undefined),
    afterwards: () => void send(visit, person, link),
  };
}

async function send(
  { parts, lab }: StaffVisit,
  { staffId, name, email }: { staffId: number; name: string; email: string },
  link: string,
): Promise<void> {
  const letter = passwordLinkLetter({ name, labName: lab.name, link, hours: LINK_HOURS });
  try {
    await parts.mail?.({ to: [email], ...letter });
  } catch (error) {
    // The link is on the page as well; what the server says may repeat the letter, so only its code.
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    parts.log.warn({ staffId, code }, 'a link to choose a password could not be sent by e-mail');
  }
}

function shown(
  { staffId, name, email }: { staffId: number; name: string; email: string },
  link: string,
  isMailed: boolean,
): Answer {
  return {
    outcome: 'page',
    title: 'Tautan kata sandi',
    body: (
      <div class="medium">
        <h1>Tautan untuk {name}</h1>
        <Card title="Tautan untuk membuat kata sandi" icon="lock" id="link">
          <p>
            Sampaikan langsung kepada {name}. Lewat tautan ini ia memilih kata sandinya sendiri; sekali pakai,
            paling lama {LINK_HOURS / 24} hari.
          </p>
          <div class="field">
            <label for="password-link">Tautan</label>
            <input id="password-link" class="code" type="text" readOnly value={link} />
          </div>
          <dl class="facts">
            <dt>Masuk dengan</dt>
            <dd>{email}</dd>
          </dl>
          <p class="notice calm">
            <Icon name="eye" /> Tautan ini hanya ditampilkan sekali.{' '}
            {isMailed
              ? `Tautan yang sama sedang dikirim ke ${email}.`
              : 'Tidak dikirim lewat email: server email belum dipasang.'}
          </p>
        </Card>
        <p>
          <a class="button" href={`${STAFF}/${staffId}`}>
            Sudah disampaikan
          </a>
        </p>
      </div>
    ),
  };
}
