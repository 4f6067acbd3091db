import type { JSX } from 'preact';
import { longDay } from '../../../../templates/messages/format.ts';
import { pricesOf } from '../../../domain/catalogue/index.ts';
import { priceWords } from '../../facts.ts';
import { TextField } from '../../fields.tsx';
import { Columns } from '../../lists.tsx';
import { Badge, Card, Form } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';

const LIST = '/admin/catalogue';

/** The prices of a test by the day they begin: those that counted, the one that counts, those to come. */
export function TestPrices({
  visit,
  test,
  seen,
}: {
  visit: StaffVisit;
  test: { id: number; version: number; priceRupiah: number };
  seen: number;
}): JSX.Element {
  const prices = pricesOf(visit.parts.db, test.id);
  const counting = prices.findLast(({ validFrom }) => validFrom <= visit.today);
  const action = `${LIST}/${test.id}/prices`;
  const hidden = { visit, version: test.version, seen };
  return (
    <Card title="Tarif menurut tanggal" icon="money" id="prices">
      <p class="muted small">
        Pendaftaran memakai tarif yang berlaku pada hari warga mendaftar. Tarif yang berlaku nanti bisa
        ditulis sekarang.
      </p>
      <table class="list cards">
        <Columns names={['Berlaku mulai', 'Tarif', 'Keadaan']} />
        <tbody>
          <tr>
            <th scope="row" class="name">
              Sejak awal
            </th>
            <td>{priceWords(test.priceRupiah)}</td>
            <td>
              {counting ? <span class="muted">Pernah berlaku</span> : <Badge tone="teal">Berlaku</Badge>}
            </td>
          </tr>
          {prices.map(({ validFrom, priceRupiah }) => (
            <tr key={validFrom}>
              <th scope="row" class="name">
                {longDay(validFrom, 'id')}
              </th>
              <td>{priceWords(priceRupiah)}</td>
              <td>
                {validFrom > visit.today ? (
                  <Form {...hidden} action={`${action}/${validFrom}/remove`}>
                    <button
                      type="submit"
                      class="secondary"
                      aria-label={`Hapus tarif mulai ${longDay(validFrom, 'id')}`}
                    >
                      Hapus
                    </button>
                  </Form>
                ) : validFrom === counting?.validFrom ? (
                  <Badge tone="teal">Berlaku</Badge>
                ) : (
                  <span class="muted">Pernah berlaku</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Form {...hidden} action={action}>
        <div class="pair">
          <TextField
            visit={visit}
            action={action}
            name="validFrom"
            label="Berlaku mulai"
            type="date"
            required
          />
          <TextField
            visit={visit}
            action={action}
            name="price"
            label="Tarif (rupiah)"
            inputMode="numeric"
            hint="Contoh: 75.000"
            maxLength={14}
            required
          />
        </div>
        <button type="submit">Tambahkan tarif</button>
      </Form>
    </Card>
  );
}
