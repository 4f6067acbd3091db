import type { JSX } from 'preact';
import { caseOf, progressOf } from '../../../domain/cases/index.ts';
import { citizenById } from '../../../domain/citizens/index.ts';
import { changesOf, type Entry } from '../../../domain/journal.ts';
import {
  isBeforeVisit,
  nextStages,
  opened,
  type Registration,
  registrationById,
} from '../../../domain/registrations/index.ts';
import { Conversation } from '../../conversation.tsx';
import { Icon } from '../../icons.tsx';
import { Card, StageBadge } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { CaseCard } from '../cases/card.tsx';
import { ConsultationCard } from './consultation.tsx';
import { DataCard } from './data.tsx';
import { DocumentsCard } from './documents.tsx';
import { DuplicatesCard } from './duplicates.tsx';
import { HistoryCard } from './history.tsx';
import { HoldAct } from './hold.tsx';
import { LetterCard } from './letter.tsx';
import { PaymentCard } from './payment.tsx';
import { ReportCard } from './report.tsx';
import { ShipmentCard, ShipmentStep } from './shipment.tsx';
import { ExpectedAct, ProofNotice, StageActs } from './stages.tsx';
import { TourCard } from './tour.tsx';

const SHOWN_MESSAGES = 30;

/** A registration with what its cards need to know about the moment they were made. */
export interface Shown {
  visit: StaffVisit;
  registration: Registration;
  /** Where its forms begin: `/admin/registrations/12`. */
  home: string;
  /** The last fact this page knows; a refused change shows what came after it. */
  seen: number;
}

/** The registration that the address names, or undefined. */
export function registrationIn(visit: StaffVisit): Registration | undefined {
  const id = Number(visit.params.id);
  return Number.isSafeInteger(id) && id > 0 ? registrationById(visit.parts.db, id) : undefined;
}

/** Everything about one registration, and everything that can be done with it. */
export const registrationPage: Page = (visit) => {
  const registration = registrationIn(visit);
  if (!registration) return { outcome: 'notFound' };
  // Who read it is kept, but a page that refreshes itself is read by nobody.
  if (!visit.background) {
    visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) => opened(ctx, registration.id));
  }
  const { db } = visit.parts;
  const changes = changesOf(db, `registration:${registration.id}`);
  const shown: Shown = {
    visit,
    registration,
    home: `/admin/registrations/${registration.id}`,
    seen: changes.at(-1)?.id ?? 0,
  };
  const citizen = citizenById(db, registration.citizenId);
  const about = caseOf(db, registration.service, registration.id);
  const steps = nextStages(registration).filter(({ to }) => !isBeforeVisit(registration, to, visit.today));
  return {
    outcome: 'page',
    title: registration.code,
    ...(about && { at: `case:${about.id}` }),
    body: (
      <>
        <p class="trail">
          <a href={`/admin/registrations?service=${registration.service}`}>Pendaftaran</a>{' '}
          <Icon name="next" /> <span class="code">{registration.code}</span>
        </p>
        <div class="page-head">
          <h1>{registration.institution ?? registration.personName}</h1>
          <StageBadge stage={registration.stage} />
          <span class="code muted push">{registration.code}</span>
        </div>
        <News shown={shown} />
        <div class="two">
          <div>
            {registration.service === 'tour' ? <TourCard shown={shown} /> : <DataCard shown={shown} />}
            {registration.service === 'consultation' ? <ConsultationCard shown={shown} /> : null}
            {registration.service === 'shipment' ? <ShipmentCard shown={shown} /> : null}
            {registration.service === 'shipment' ? <DocumentsCard shown={shown} /> : null}
            <PaymentCard shown={shown} />
          </div>
          <div class="beside">
            <Card title="Langkah berikutnya" icon="next" id="steps">
              <ProofNotice shown={shown} />
              {registration.service === 'shipment' ? <ShipmentStep shown={shown} /> : null}
              <StageActs shown={shown} steps={steps} />
              <ExpectedAct shown={shown} progress={about && progressOf(db, about, visit.now, visit.lab)} />
              {about ? <HoldAct shown={shown} about={about} /> : null}
            </Card>
            {about ? <CaseCard visit={visit} one={about} /> : null}
            <DuplicatesCard shown={shown} />
            <ResultCard shown={shown} />
            <HistoryCard
              visit={visit}
              entries={withHandling(visit, changes, about?.id)}
              isLetter={registration.service === 'tour'}
            />
          </div>
          <div class="below">
            <Card title="Percakapan" icon="chat" id="conversation" flush>
              {citizen ? (
                <Conversation
                  visit={{ ...visit, url: `${shown.home}?seen=${shown.seen}` }}
                  citizen={citizen}
                  entries={visit.parts.thread(citizen.id).slice(-SHOWN_MESSAGES)}
                  action={shown.home}
                  about={about}
                />
              ) : null}
            </Card>
          </div>
        </div>
      </>
    ),
  };
};

/** What the request ends with: a letter, a report, or nothing on paper. */
function ResultCard({ shown }: { shown: Shown }): JSX.Element | null {
  switch (shown.registration.service) {
    case 'tour':
      return <LetterCard shown={shown} />;
    case 'consultation':
      return null;
    default:
      return <ReportCard shown={shown} />;
  }
}

/**
 * Says that something has happened since the page was opened; the chat brings it when it refreshes.
 * The cards stay as they are: somebody may be filling one in, and what they send is compared anyway.
 */
function News({ shown: { visit, home, seen } }: { shown: Shown }): JSX.Element {
  const known = Number(visit.query.seen ?? seen);
  return (
    <div id="news" role="status">
      {known < seen ? (
        <p class="notice calm">
          <Icon name="clock" />
          <span>
            Pendaftaran ini berubah sejak halaman dibuka. <a href={home}>Muat yang terbaru</a>
          </span>
        </p>
      ) : null}
    </div>
  );
}

/** What happened to a registration and who handled it when, in one order. */
function withHandling(
  { parts }: StaffVisit,
  changes: readonly Entry[],
  caseId: number | undefined,
): readonly Entry[] {
  if (caseId === undefined) return changes;
  // That it was opened is said by the registration itself.
  const handling = changesOf(parts.db, `case:${caseId}`).filter(({ kind }) => kind !== 'case.opened');
  return [...changes, ...handling].sort((a, b) => a.id - b.id);
}
