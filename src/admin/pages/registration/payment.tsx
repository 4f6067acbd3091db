import type { JSX } from 'preact';
import { rupiah } from '../../../../templates/messages/format.ts';
import type { RegisteredTest } from '../../../domain/registrations/index.ts';
import { priceWords, thousands } from '../../facts.ts';
import { TextField, TickField } from '../../fields.tsx';
import { Icon } from '../../icons.tsx';
import { Badge, Card, Form, triedAt } from '../../pieces.tsx';
import { PAYMENT_NAMES } from '../../words.ts';
import type { Shown } from './page.tsx';

const TONES = { unpaid: 'amber', paid: 'green', free: 'grey' } as const;
const KINDS = ['paid', 'free', 'unpaid'] as const;

/** What is tested, what it costs, and whether it is paid. */
export function PaymentCard({
  shown,
  tests,
}: {
  shown: Shown;
  tests: readonly RegisteredTest[];
}): JSX.Element {
  const { registration } = shown;
  return (
    <Card
      title="Pemeriksaan dan pembayaran"
      icon="money"
      id="payment"
      side={<Badge tone={TONES[registration.payment]}>{PAYMENT_NAMES[registration.payment]}</Badge>}
    >
      <table class="list tight">
        <thead>
          <tr>
            <th scope="col">Pemeriksaan</th>
            <th scope="col" class="right">
              Tarif
            </th>
          </tr>
        </thead>
        <tbody>
          {tests.map((test) => (
            <tr key={test.testId}>
              <td>
                {test.name} {test.inPerson ? <Badge tone="violet">Diserahkan langsung</Badge> : null}
              </td>
              <td class="right">{priceWords(test.priceRupiah)}</td>
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
      <PaymentForm shown={shown} />
    </Card>
  );
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
