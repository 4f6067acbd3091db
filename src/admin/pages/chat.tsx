import { casesOfCitizen, type PlacedCase } from '../../domain/cases/index.ts';
import { type Citizen, citizenById } from '../../domain/citizens/index.ts';
import { reaches } from '../../domain/staff/values.ts';
import { chatDeeds } from '../chat-deeds.ts';
import { Conversation } from '../conversation.tsx';
import { Icon } from '../icons.tsx';
import { soughtTerm } from '../sought.ts';
import type { Page, StaffVisit } from '../visit.ts';

/** One person's chat, with everything an officer can do in it. */
export const chatPage: Page = (visit) => {
  const citizen = citizenIn(visit);
  if (!citizen) return { outcome: 'notFound' };
  if (!visit.background) {
    visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) =>
      ctx.record({ kind: 'chat.opened', citizenId: citizen.id }),
    );
  }
  const before = Number(visit.query.before);
  const entries = visit.parts.thread(
    citizen.id,
    ...(Number.isSafeInteger(before) && before > 0 ? [before] : []),
  );
  const oldest = entries[0];
  const home = `/admin/chats/${citizen.id}`;
  return {
    outcome: 'page',
    title: 'Percakapan',
    at: `chat:${citizen.id}`,
    body: (
      <div class="medium">
        <p class="trail">
          <a href="/admin/attention">Perlu perhatian</a> <Icon name="next" /> Percakapan
        </p>
        <section class="card" aria-labelledby="chat-with">
          <div class="card-head">
            <h1 class="small" id="chat-with">
              {citizen.displayName ?? 'Tanpa nama'}
            </h1>
            <span class="muted">{citizen.phone ? `+${citizen.phone}` : 'Nomor tidak diketahui'}</span>
            {citizen.phone ? (
              <a href={`/admin/registrations?${new URLSearchParams(soughtTerm(visit, citizen.phone))}`}>
                <Icon name="search" /> Cari pendaftarannya
              </a>
            ) : null}
          </div>
          {oldest && visit.parts.thread(citizen.id, oldest.seq).length > 0 ? (
            <div class="pager">
              <a href={`${home}?before=${oldest.seq}`}>Pesan yang lebih lama</a>
            </div>
          ) : null}
          <Conversation
            visit={visit}
            citizen={citizen}
            entries={entries}
            action={home}
            about={caseWith(visit, citizen.id)}
          />
        </section>
      </div>
    ),
  };
};

function citizenIn(visit: StaffVisit): Citizen | undefined {
  const id = Number(visit.params.citizenId);
  return Number.isSafeInteger(id) && id > 0 ? citizenById(visit.parts.db, id) : undefined;
}

/** The newest case of a person that this officer may see, an open one before those that have ended. */
function caseWith(visit: StaffVisit, citizenId: number): PlacedCase | undefined {
  const within = casesOfCitizen(visit.parts.db, citizenId).filter((each) => reaches(visit.staff, each));
  return within.find(({ phase }) => phase !== 'ended') ?? within[0];
}

/** What can be done in a chat. */
export const chatPageDeeds = chatDeeds(
  chatPage,
  (visit) => `/admin/chats/${visit.params.citizenId}`,
  (visit) => citizenIn(visit)?.id,
  (visit) => caseWith(visit, citizenIn(visit)?.id ?? 0)?.id,
);

/** A file from a chat; who opened it is kept. */
export const chatFile: Page = (visit) => {
  const citizen = citizenIn(visit);
  const fileId = Number(visit.params.fileId);
  const at = Number(visit.query.at);
  if (!citizen || !Number.isSafeInteger(at)) return { outcome: 'notFound' };
  // Only a file that stands in this person's chat can be had through it.
  const stands = visit.parts.thread(citizen.id, at + 1).some((entry) => entry.fileId === fileId);
  const file = stands ? visit.parts.files.open(fileId) : undefined;
  if (!file) return { outcome: 'notFound' };
  visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) =>
    ctx.record({ kind: 'chat.fileOpened', citizenId: citizen.id, fileId }),
  );
  return { outcome: 'file', path: file.path, name: file.name, mimeType: file.mimeType };
};
