import type { JSX } from 'preact';
import { stageName } from '../../../../templates/messages/stages.ts';
import { changesOf } from '../../../domain/journal.ts';
import type { Registration } from '../../../domain/registrations/index.ts';
import { isReceivable, type SampleRow, type Shipment, shipmentOf } from '../../../domain/shipments/index.ts';
import type { Count } from '../../../domain/shipments/values.ts';
import { staffById } from '../../../domain/staff/index.ts';
import { TextField } from '../../fields.tsx';
import { fingerprint } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Card, Form, StageBadge, triedAt } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';

/** The field that says which difference was looked at before it was confirmed. */
export const CONFIRMED = 'confirmed';
/** The button that says everything came as announced. */
export const ALL_RIGHT = 'all';

/** The field in which the boxes, or the samples, of one kind are counted. */
export const countField = (what: 'samples' | 'boxes', position: number): string => `${what}${position}`;

const DIGITS = 5;

/** One kind of sample that came in another number than was announced. */
interface Difference {
  row: SampleRow;
  count: Count;
}

/** What was announced, and fields for what has come; or why it is not to be taken in. */
export function Counting({
  visit,
  registration,
}: {
  visit: StaffVisit;
  registration: Registration;
}): JSX.Element | null {
  const shipment = shipmentOf(visit.parts.db, registration.id);
  if (!shipment) return null;
  const { institution, personName, code, stage, id } = registration;
  return (
    <Card title={institution ?? personName} icon="flask" id="counting" side={<StageBadge stage={stage} />}>
      <p>
        <a href={`/admin/registrations/${id}`} class="code">
          {code}
        </a>{' '}
        <span class="muted">
          {personName}, {shipment.regencyName}
        </span>
      </p>
      {isReceivable(stage) ? (
        <CountForm visit={visit} registration={registration} shipment={shipment} />
      ) : (
        <p class="notice calm" role="status">
          <Icon name="warning" />
          <span>{notNow(visit, registration, shipment)}</span>
        </p>
      )}
    </Card>
  );
}

/** Why a shipment is not to be taken in, and what to do with the boxes. */
function notNow(visit: StaffVisit, { stage }: Registration, shipment: Shipment): string {
  const { receivedAt, receivedBy } = shipment;
  if (stage === 'rejected' || stage === 'cancelled')
    return `Pendaftaran kiriman ini sudah ${stageName(stage, 'id').toLowerCase()}. Jangan diterima; hubungi pengirimnya.`;
  if (receivedAt) {
    const who =
      receivedBy === null ? '' : ` oleh ${staffById(visit.parts.db, receivedBy)?.name ?? 'petugas'}`;
    return `Kiriman ini sudah diterima ${instantWords(visit, receivedAt)}${who}.`;
  }
  return `Pada tahap ${stageName(stage, 'id')} kiriman belum bisa diterima.`;
}

function CountForm({
  visit,
  registration,
  shipment,
}: {
  visit: StaffVisit;
  registration: Registration;
  shipment: Shipment;
}): JSX.Element {
  const action = `/admin/receiving/${registration.id}`;
  const tried = triedAt(visit, action);
  const differences = tried ? differencesTried(shipment, tried.values) : [];
  const isAsked = tried?.errors[CONFIRMED] !== undefined && differences.length > 0;
  // What differs is counted again, so that is where one stands.
  const [recount] = isAsked ? differences : [];
  const isFirst = (what: 'samples' | 'boxes', { position, ...announced }: SampleRow, index: number) =>
    recount
      ? recount.row.position === position &&
        what === (recount.count.boxes === announced.boxes ? 'samples' : 'boxes')
      : tried === undefined && index === 0 && what === 'boxes';
  const seen = changesOf(visit.parts.db, `registration:${registration.id}`).at(-1)?.id ?? 0;
  return (
    <>
      {registration.stage === 'registered' || registration.stage === 'documentsToFix' ? (
        <p class="notice calm">
          <Icon name="file" />
          <span>
            {registration.stage === 'registered'
              ? 'Dokumennya belum diperiksa.'
              : 'Ada dokumen yang masih perlu diperbaiki.'}{' '}
            Kotaknya boleh diterima; dokumennya tetap diurus di halaman pendaftaran.
          </span>
        </p>
      ) : null}
      {registration.stage === 'sampleRejected' ? (
        <p class="notice calm">
          <Icon name="undo" /> Kiriman pengganti: sampel sebelumnya ditolak. {registration.stageReason}
        </p>
      ) : null}
      <Form visit={visit} action={action} version={registration.version} seen={seen}>
        <table class="counts" data-whole>
          <thead>
            <tr>
              <th scope="col">Sampel</th>
              <th scope="col">Kotak datang</th>
              <th scope="col">Sampel datang</th>
            </tr>
          </thead>
          <tbody>
            {shipment.samples.map((row, index) => (
              <tr key={row.position}>
                <th scope="row">
                  {row.testName}
                  <small class="muted under">
                    {row.sampleType}. Diumumkan {row.boxes} kotak, {row.samples} sampel
                  </small>
                </th>
                {(['boxes', 'samples'] as const).map((what) => (
                  <td key={what}>
                    <TextField
                      visit={visit}
                      action={action}
                      name={countField(what, row.position)}
                      label={what === 'boxes' ? 'Kotak datang' : 'Sampel datang'}
                      inputMode="numeric"
                      maxLength={DIGITS}
                      needed
                      focused={isFirst(what, row, index)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <TextField
          visit={visit}
          action={action}
          name="note"
          label="Catatan untuk petugas"
          hint="Contoh: satu tabung retak, suhu kotak 6 °C."
          maxLength={300}
        />
        {isAsked ? (
          <div class="notice bad" role="alert" id="difference">
            <Icon name="warning" />
            <div>
              <strong>Tidak sama dengan yang diumumkan</strong>
              <ul>
                {differences.map(({ row, count }) => (
                  <li key={row.position}>{differenceWords(row, count)}</li>
                ))}
              </ul>
              <p>Hitung sekali lagi. Bila memang begitu, terima: pengirim diberi tahu selisihnya.</p>
            </div>
          </div>
        ) : null}
        <div class="row">
          {isAsked ? (
            <button type="submit" name={CONFIRMED} value={fingerprint(differences.map(({ count }) => count))}>
              Ya, terima dengan selisih ini
            </button>
          ) : (
            <button type="submit">
              <Icon name="check" /> Periksa dan terima
            </button>
          )}
          <button type="submit" name={ALL_RIGHT} value="on" class="secondary" formNoValidate>
            <Icon name="checks" /> Sesuai semua, terima
          </button>
        </div>
      </Form>
    </>
  );
}

/** `Gula darah puasa, Darah: 1 kotak dari 2, 3 sampel dari 3`. */
const differenceWords = (row: SampleRow, count: Count): string =>
  `${row.testName}, ${row.sampleType}: ${count.boxes} kotak dari ${row.boxes}, ${count.samples} sampel dari ${row.samples}`;

/** What a form counted otherwise than was announced; a field that is not a number counts for nothing yet. */
function differencesTried({ samples }: Shipment, values: Readonly<Record<string, string>>): Difference[] {
  return samples.flatMap((row) => {
    const count = countIn(row, values);
    return count && (count.boxes !== row.boxes || count.samples !== row.samples) ? [{ row, count }] : [];
  });
}

/** What a form says of one kind of sample; undefined when a field is empty or no number. */
export function countIn(
  { position }: SampleRow,
  values: Readonly<Record<string, string>>,
): Count | undefined {
  const [samples, boxes] = [
    numberIn(values[countField('samples', position)]),
    numberIn(values[countField('boxes', position)]),
  ];
  return samples === undefined || boxes === undefined ? undefined : { position, samples, boxes };
}

/** A number as it was counted; undefined when it is none. */
export const numberIn = (text: string | undefined): number | undefined =>
  /^\d{1,5}$/.test(text?.trim() ?? '') ? Number(text) : undefined;
