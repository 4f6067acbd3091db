import { longDay } from '../../../../templates/messages/format.ts';
import { howToPay, isUnpaid, paymentState } from '../../../../templates/messages/payment.ts';
import { serviceName } from '../../../../templates/messages/services.ts';
import { type Line, particularLines } from '../../../../templates/messages/tracked.ts';
import { testsByIds } from '../../../domain/catalogue/index.ts';
import { opened, type Registration, testsOf } from '../../../domain/registrations/index.ts';
import { fullProofOf, shown } from '../../../domain/tracking/index.ts';
import type { ProofKind } from '../../../domain/tracking/values.ts';
import { Icon } from '../../icons.tsx';
import { QrCode } from '../../qr-code.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { registrationIn } from './page.tsx';

const PROOFS: Record<ProofKind, string> = {
  birthDate: 'tanggal lahir',
  lastFive: '5 angka terakhir nomor HP yang didaftarkan',
};

/** The proof somebody takes home from the counter: code, day, what it is about, price and how to track. */
export const slipPage: Page = (visit) => {
  const registration = registrationIn(visit);
  if (!registration) return { outcome: 'notFound' };
  const { publicUrl } = visit.parts;
  visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) => opened(ctx, registration.id));
  const page = `${publicUrl}/t/${registration.code}`;
  return {
    outcome: 'page',
    title: `Bukti ${registration.code}`,
    body: (
      <div class="medium">
        <p class="trail">
          <a href={`/admin/registrations/${registration.id}`}>{registration.code}</a> <Icon name="next" />{' '}
          Bukti pendaftaran
        </p>
        <section class="card slip" aria-label="Bukti pendaftaran">
          <h1>{visit.lab.name}</h1>
          <p class="muted">{visit.lab.address}</p>
          <p class="code large">{registration.code}</p>
          <div class="slip-parts">
            <dl class="facts">
              {linesOf(visit, registration).map(({ label, text }) => (
                <>
                  <dt>{label}</dt>
                  <dd>{text}</dd>
                </>
              ))}
            </dl>
            <QrCode content={page} label="Kode QR untuk melacak" />
          </div>
          {isUnpaid(registration) ? <p>{howToPay('id', visit)}</p> : null}
          {preparationsOf(visit, registration).map(({ name, preparation }) => (
            <p key={name}>
              <strong>{name}</strong>: {preparation}
            </p>
          ))}
          <p>
            Lacak dengan memindai gambar, membuka {page}, atau menulis{' '}
            <strong>LACAK {registration.code}</strong> ke WhatsApp +{visit.lab.whatsappNumber}. Siapkan{' '}
            {PROOFS[fullProofOf(registration.service)]}. Simpan bukti ini seperti surat penting.
          </p>
        </section>
        <p class="no-print muted">Cetak dengan Ctrl+P.</p>
      </div>
    ),
  };
};

/** What stands on it, in the words in which it is tracked. */
function linesOf(visit: StaffVisit, registration: Registration): Line[] {
  const { service, institution, personName, expectedOn } = registration;
  const tracked = shown(visit.parts.db, registration.id, visit);
  const endsWithResult = service === 'laboratory' || service === 'shipment';
  return [
    { label: 'Layanan', text: serviceName(service, 'id') },
    ...(institution ? [{ label: 'Instansi', text: institution }] : []),
    { label: institution ? 'Penanggung jawab' : 'Nama', text: personName },
    ...particularLines(tracked, 'id'),
    { label: 'Biaya', text: paymentState(registration, 'id') },
    ...(endsWithResult ? [{ label: 'Perkiraan selesai', text: longDay(expectedOn, 'id') }] : []),
  ];
}

/** How to prepare for each test that somebody comes for. */
function preparationsOf(
  { parts: { db }, today }: StaffVisit,
  { id, service }: Registration,
): { name: string; preparation: string }[] {
  if (service !== 'laboratory') return [];
  const tests = testsOf(db, id).map(({ testId }) => testId);
  return testsByIds(db, tests, today).flatMap(({ name, preparation }) =>
    preparation ? [{ name, preparation }] : [],
  );
}
