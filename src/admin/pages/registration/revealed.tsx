import type { Registration } from '../../../domain/registrations/index.ts';
import type { Answer, StaffVisit } from '../../visit.ts';
import { DataCard } from './data.tsx';

/** The data with the whole NIK, shown once as the answer to the form that asked for it. */
export function revealedPage(visit: StaffVisit, registration: Registration, nik: string): Answer {
  const home = `/admin/registrations/${registration.id}`;
  return {
    outcome: 'page',
    title: registration.code,
    body: (
      <div class="medium">
        <div class="page-head">
          <h1>{registration.personName}</h1>
          <span class="code muted push">{registration.code}</span>
        </div>
        <DataCard shown={{ visit, registration, home, seen: 0 }} nik={nik} />
        <p>
          <a href={home} class="button">
            Kembali ke pendaftaran
          </a>
        </p>
      </div>
    ),
  };
}
