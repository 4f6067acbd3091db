import type { JSX } from 'preact';
import { type CannedReply, cannedReplyById, listCannedReplies } from '../domain/canned-replies/index.ts';
import { filledReply, type ReplyVariable } from '../domain/canned-replies/values.ts';
import { type Case, NOTE_CHARACTERS } from '../domain/cases/index.ts';
import type { Citizen } from '../domain/citizens/index.ts';
import { weekdayOf } from '../domain/values/lab-day.ts';
import { AnswerWindowLine } from './answer-window.tsx';
import { REPLY_CHARACTERS } from './chat-deeds.ts';
import { TextArea } from './fields.tsx';
import { Icon } from './icons.tsx';
import { Form, triedAt } from './pieces.tsx';
import type { StaffVisit } from './visit.ts';

interface Place {
  visit: StaffVisit;
  citizen: Citizen;
  /** Where its forms are sent to, without the last part. */
  action: string;
  about: Case | undefined;
}

/**
 * Where officers write: to the citizen, or to each other. Two forms with two addresses, so that no note
 * is ever sent by a slip; the keyboard gets from one to the other by `/catatan`.
 */
export function Writing({ visit, citizen, action, about }: Place): JSX.Element {
  const isNoting = triedAt(visit, `${action}/note`) !== undefined;
  return (
    <div class="writing" id="writing">
      <details name="writing" open={!isNoting}>
        <summary>
          <Icon name="send" /> Balas warga
        </summary>
        <AnswerWindowLine visit={visit} citizenId={citizen.id} />
        <Reply visit={visit} citizen={citizen} action={action} about={about} />
      </details>
      {about ? (
        <details name="writing" class="noting" open={isNoting} data-noting>
          <summary>
            <Icon name="lock" /> Catatan internal
          </summary>
          <Form visit={visit} action={`${action}/note`}>
            <TextArea
              visit={visit}
              action={`${action}/note`}
              name="note"
              label="Catatan untuk sesama petugas"
              rows={2}
              maxLength={NOTE_CHARACTERS}
              required
              hint={`Tersimpan pada ${about.code}. Tidak pernah terkirim ke warga.`}
            />
            <button type="submit" class="secondary">
              <Icon name="lock" /> Simpan catatan
            </button>
          </Form>
        </details>
      ) : null}
    </div>
  );
}

function Reply({ visit, citizen, action, about }: Place): JSX.Element {
  const replies = listCannedReplies(visit.parts.db, about?.service);
  const known = knownOf(visit, citizen, about);
  const words = ({ text, textEn }: CannedReply) =>
    filledReply(citizen.language === 'en' && textEn !== '' ? textEn : text, known);
  const chosen = cannedReplyById(visit.parts.db, Number(visit.query.canned));
  return (
    <>
      <Form visit={visit} action={`${action}/reply`}>
        <div data-writes>
          <TextArea
            visit={visit}
            action={`${action}/reply`}
            name="text"
            label="Balasan"
            value={chosen ? words(chosen) : ''}
            rows={3}
            maxLength={REPLY_CHARACTERS}
            required
            hint="Jangan tulis hasil pemeriksaan atau NIK di sini. Membalas berarti Anda yang memegang percakapan."
          />
        </div>
        <button type="submit">
          <Icon name="send" /> Kirim
        </button>
        <p class="muted small" data-keys hidden>
          Ketik <code>/</code> untuk balasan siap pakai{about ? ', /catatan untuk catatan internal' : ''}.
          Ctrl+Enter mengirim.
        </p>
      </Form>
      {replies.length === 0 ? null : (
        <details class="canned">
          <summary>Balasan siap pakai ({replies.length})</summary>
          <ul>
            {replies.map((reply) => (
              <li key={reply.id}>
                <a
                  href={`${action}?canned=${reply.id}#writing`}
                  data-canned={words(reply)}
                  data-shortcut={reply.shortcut}
                >
                  <strong>{reply.title}</strong> <span class="code">/{reply.shortcut}</span>
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function knownOf(
  { lab, staff, today }: StaffVisit,
  citizen: Citizen,
  about: Case | undefined,
): Partial<Record<ReplyVariable, string>> {
  const hours = lab.openingHours[weekdayOf(today)];
  return {
    nama: about?.personName || (citizen.displayName ?? ''),
    kode: about?.code ?? '',
    petugas: staff.name.split(' ')[0] ?? '',
    lab: lab.shortName,
    telepon: lab.phone,
    alamat: lab.address,
    ...(hours && { jam: `${hours.opens.replace(':', '.')}–${hours.closes.replace(':', '.')}` }),
  };
}
