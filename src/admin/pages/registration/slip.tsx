import { longDay, rupiah } from '../../../../templates/messages/format.ts';
import { testsByIds } from '../../../domain/catalogue/index.ts';
import { opened, testsOf } from '../../../domain/registrations/index.ts';
import { Icon } from '../../icons.tsx';
import { QrCode } from '../../qr-code.tsx';
import type { Page } from '../../visit.ts';
import { registrationIn } from './page.tsx';

const PAYMENT_WORDS = { unpaid: 'dibayar di loket', paid: 'lunas', free: 'bebas biaya' } as const;

/** The proof somebody takes home from the counter: code, day, tests, price and how to track. */
export const slipPage: Page = (visit) => {
  const registration = registrationIn(visit);
  if (!registration) return { outcome: 'notFound' };
  const { db, publicUrl } = visit.parts;
  visit.parts.transact({ kind: 'staff', id: visit.staff.staffId }, (ctx) => opened(ctx, registration.id));
  const tests = testsOf(db, registration.id);
  const preparations = testsByIds(
    db,
    tests.map(({ testId }) => testId),
    visit.today,
  ).flatMap(({ name, preparation }) => (preparation ? [{ name, preparation }] : []));
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
              <dt>Nama</dt>
              <dd>{registration.personName}</dd>
              <dt>Datang</dt>
              <dd>{longDay(registration.visitOn, 'id')}</dd>
              <dt>Pemeriksaan</dt>
              <dd>{tests.map(({ name }) => name).join(', ')}</dd>
              <dt>Biaya</dt>
              <dd>
                {rupiah(registration.totalRupiah)}, {PAYMENT_WORDS[registration.payment]}
              </dd>
              <dt>Perkiraan selesai</dt>
              <dd>{longDay(registration.expectedOn, 'id')}</dd>
            </dl>
            <QrCode content={page} label="Kode QR untuk melacak" />
          </div>
          {preparations.map(({ name, preparation }) => (
            <p key={name}>
              <strong>{name}</strong>: {preparation}
            </p>
          ))}
          <p>
            Lacak dengan memindai gambar, membuka {page}, atau menulis{' '}
            <strong>LACAK {registration.code}</strong> ke WhatsApp +{visit.lab.whatsappNumber}. Siapkan
            tanggal lahir. Simpan bukti ini seperti surat penting.
          </p>
        </section>
        <p class="no-print muted">Cetak dengan Ctrl+P.</p>
      </div>
    ),
  };
};
