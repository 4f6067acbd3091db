import type { JSX } from 'preact';
import { rupiah } from '../../../../templates/messages/format.ts';
import { stageName } from '../../../../templates/messages/stages.ts';
import { takesPayment, testsOf } from '../../../domain/registrations/index.ts';
import { tourOf } from '../../../domain/tours/index.ts';
import type { RegistrationService } from '../../../domain/values/services.ts';
import { priceWords, thousands } from '../../facts.ts';
import { TextField, TickField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { Badge, Card, Form, triedAt } from '../../pieces.tsx';
import { PAYMENT_NAMES } from '../../words.ts';
import type { Shown } from './page.tsx';

const TONES = { unpaid: 'amber', paid: 'green', free: 'grey' } as const;
const KINDS = ['paid', 'free', 'unpaid'] as const;

/** A row of what is to be paid. */
interface PriceLine {
  key: string;
  name: string;
  /** `3 × Rp 25.000`, where there are several. */
  each: string;
  rupiah: number;
  inPerson: boolean;
}

/** What it is for, what it costs, and whether it is paid. */
export function PaymentCard({ shown }: { shown: Shown }): JSX.Element {
  const { registration } = shown;
  const { title, column } = WORDS[registration.service];
  return (
    <Card
      title={title}
      icon="money"
      id="payment"
      side={<Badge tone={TONES[registration.payment]}>{PAYMENT_NAMES[registration.payment]}</Badge>}
    >
      <table class="list tight">
        <thead>
          <tr>
            <th scope="col">{column}</th>
            <th scope="col" class="right">
              Tarif
            </th>
          </tr>
        </thead>
        <tbody>
          {linesOf(shown).map((line) => (
            <tr key={line.key}>
              <td>
                {line.name} {line.inPerson ? <Badge tone="violet">Diserahkan langsung</Badge> : null}
                {line.each ? <span class="muted"> {line.each}</span> : null}
              </td>
              <td class="right">{priceWords(line.rupiah)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr class="sum">
            <th scope="row">Total</th>
            <td class="right">{rupiah(registration.totalRupiah)}</td>
          </tr>
        </tfoot>
      </table>
      <PaymentSoFar shown={shown} />
      {takesPayment(registration) ? (
        <PaymentForm shown={shown} />
      ) : (
        <p class="muted">
          Pendaftaran ini {stageName(registration.stage, 'id').toLowerCase()}: tidak ada yang perlu dibayar.
        </p>
      )}
    </Card>
  );
}

const WORDS: Record<RegistrationService, { title: string; column: string }> = {
  laboratory: { title: 'Pemeriksaan dan pembayaran', column: 'Pemeriksaan' },
  consultation: { title: 'Biaya dan pembayaran', column: 'Layanan' },
  tour: { title: 'Biaya dan pembayaran', column: 'Kunjungan' },
  shipment: { title: 'Pemeriksaan dan pembayaran', column: 'Pemeriksaan' },
};

/** Tests by their samples, a tour by its visitors, a consultation by its fee. */
function linesOf({ visit, registration }: Shown): PriceLine[] {
  const { db } = visit.parts;
  const { id, service, totalRupiah } = registration;
  if (service === 'consultation')
    return [{ key: service, name: 'Konsultasi klinik', each: '', rupiah: totalRupiah, inPerson: false }];
  if (service === 'tour') {
    const tour = tourOf(db, id);
    const each = tour ? `${tour.visitors} orang × ${rupiah(totalRupiah / tour.visitors)}` : '';
    return [{ key: service, name: tour?.kindName ?? '', each, rupiah: totalRupiah, inPerson: false }];
  }
  return testsOf(db, id).map(({ testId, name, samples, priceRupiah, inPerson }) => ({
    key: String(testId),
    name,
    each: samples > 1 ? `${samples} sampel × ${rupiah(priceRupiah)}` : '',
    rupiah: samples * priceRupiah,
    inPerson,
  }));
}

function PaymentSoFar({ shown: { registration } }: { shown: Shown }): JSX.Element | null {
  if (registration.payment === 'paid') {
    const paid = registration.paidRupiah ?? 0;
    return (
      <p>
        Diterima {rupiah(paid)}, kuitansi {registration.receiptNumber}.{' '}
        {paid === registration.totalRupiah ? null : <Badge tone="amber">Berbeda dari total</Badge>}
      </p>
    );
  }
  return registration.payment === 'free' ? <p>Bebas biaya: {registration.freeReason}</p> : null;
}

function PaymentForm({ shown: { visit, registration, home, seen } }: { shown: Shown }): JSX.Element {
  const action = `${home}/payment`;
  const tried = triedAt(visit, action);
  const isDifferent = registration.payment === 'paid' && registration.paidRupiah !== registration.totalRupiah;
  const chosen = tried?.values.kind ?? (registration.payment === 'unpaid' ? 'paid' : registration.payment);
  return (
    <details class="act" open={tried !== undefined}>
      <summary>
        <Icon name="money" />{' '}
        {registration.payment === 'unpaid' ? 'Catat pembayaran' : 'Perbaiki catatan pembayaran'}
      </summary>
      <div>
        <Form visit={visit} action={action} version={registration.version} seen={seen}>
          <fieldset class="choices">
            <legend>Keadaan</legend>
            {KINDS.map((kind) => (
              <label key={kind}>
                <input type="radio" name="kind" value={kind} checked={chosen === kind} />
                {PAYMENT_NAMES[kind]}
              </label>
            ))}
          </fieldset>
          <div class="if-paid">
            <TextField
              visit={visit}
              action={action}
              name="receiptNumber"
              label="Nomor kuitansi"
              value={registration.receiptNumber ?? ''}
              maxLength={60}
              needed
            />
            <TextField
              visit={visit}
              action={action}
              name="paidRupiah"
              label="Jumlah (rupiah)"
              value={thousands(registration.paidRupiah ?? registration.totalRupiah)}
              inputMode="numeric"
              maxLength={14}
              needed
            />
            {tried?.errors.paidRupiah || isDifferent ? (
              <TickField
                visit={visit}
                action={action}
                name="differs"
                label="Jumlahnya memang berbeda dari total"
                ticked={isDifferent}
              />
            ) : null}
          </div>
          <div class="if-free">
            <TextField
              visit={visit}
              action={action}
              name="reason"
              label="Alasan bebas biaya"
              hint="Dibaca pemohon."
              value={registration.freeReason ?? ''}
              maxLength={200}
              needed
            />
          </div>
          <button type="submit">Simpan</button>
        </Form>
      </div>
    </details>
  );
}
