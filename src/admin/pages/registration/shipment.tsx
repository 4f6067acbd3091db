import type { JSX } from 'preact';
import { papersOf } from '../../../domain/papers/index.ts';
import {
  differencesIn,
  isReceivable,
  type Shipment,
  shipmentOf,
  sumOf,
} from '../../../domain/shipments/index.ts';
import type { Count } from '../../../domain/shipments/values.ts';
import { staffById } from '../../../domain/staff/index.ts';
import { Icon } from '../../icons.tsx';
import { instantWords } from '../../instants.ts';
import { Badge, Card, Form } from '../../pieces.tsx';
import { WORKS } from '../../route.ts';
import { CATEGORY_NAMES } from '../../words.ts';
import { DESK } from '../receiving/page.tsx';
import type { Shown } from './page.tsx';

/** Who sends samples, what is in the boxes, and the labels that go on them. */
export function ShipmentCard({ shown }: { shown: Shown }): JSX.Element | null {
  const { visit, registration } = shown;
  const shipment = shipmentOf(visit.parts.db, registration.id);
  if (!shipment) return null;
  const { street, rt, rw, village, subdistrict, regencyName, provinceName, category } = shipment;
  const area = [rt && `RT ${rt}`, rw && `RW ${rw}`].filter(Boolean).join(' ');
  return (
    <Card title="Kiriman" icon="flask" id="shipment">
      <dl class="facts">
        <dt>Alamat</dt>
        <dd>
          {[street, area, village, subdistrict].filter(Boolean).join(', ')}
          <br />
          {regencyName}, {provinceName}
        </dd>
        <dt>Kategori</dt>
        <dd>{CATEGORY_NAMES[category]}</dd>
        {shipment.receivedAt ? (
          <>
            <dt>Diterima</dt>
            <dd>
              {instantWords(visit, shipment.receivedAt)}
              {shipment.receivedBy === null
                ? ''
                : ` oleh ${staffById(visit.parts.db, shipment.receivedBy)?.name ?? 'petugas'}`}
            </dd>
          </>
        ) : null}
        {shipment.receivedNote ? (
          <>
            <dt>Catatan meja</dt>
            <dd>{shipment.receivedNote}</dd>
          </>
        ) : null}
      </dl>
      <Samples shipment={shipment} />
      {isReceivable(registration.stage) && WORKS.some((role) => role === visit.staff.role) ? (
        <p>
          <a class="button secondary" href={`${DESK}?code=${registration.code}`}>
            <Icon name="flask" /> Hitung dan terima
          </a>
        </p>
      ) : null}
      <Labels shown={shown} />
    </Card>
  );
}

/** What is to be done next where no button among the steps does it: the documents, or the boxes. */
export function ShipmentStep({ shown: { visit, registration } }: { shown: Shown }): JSX.Element | null {
  const isWorker = WORKS.some((role) => role === visit.staff.role);
  switch (registration.stage) {
    case 'registered':
      return (
        <p class="notice calm">
          <Icon name="file" />
          <span>
            Periksa <a href="#documents">dokumen kirimannya</a>, lalu nyatakan benar atau minta perbaikan.
          </span>
        </p>
      );
    case 'documentsToFix':
      return (
        <p class="notice calm">
          <Icon name="clock" /> Menunggu pengirim mengirim dokumen yang diperbaiki.
        </p>
      );
    case 'awaitingSamples':
    case 'sampleRejected':
      return (
        <p class="notice calm">
          <Icon name="flask" />
          <span>
            Menunggu kotaknya tiba.{' '}
            {isWorker ? <a href={`${DESK}?code=${registration.code}`}>Hitung dan terima</a> : null}
          </span>
        </p>
      );
    default:
      return null;
  }
}

function Samples({ shipment: { samples, receivedAt } }: { shipment: Shipment }): JSX.Element {
  const counts = samples.flatMap(({ position, receivedSamples, receivedBoxes }): Count[] =>
    receivedSamples === null || receivedBoxes === null
      ? []
      : [{ position, samples: receivedSamples, boxes: receivedBoxes }],
  );
  const isHere = receivedAt !== null && counts.length > 0;
  const others = new Set(differencesIn(samples, counts).map(({ row }) => row.position));
  const announced = sumOf(samples);
  const came = sumOf(counts);
  return (
    <table class="list cards">
      <thead>
        <tr>
          <th scope="col">Sampel</th>
          <th scope="col">Diumumkan</th>
          {isHere ? <th scope="col">Datang</th> : null}
        </tr>
      </thead>
      <tbody>
        {samples.map((row) => (
          <tr key={row.position}>
            <th scope="row" class="name">
              {row.testName}
              <small class="muted under">{row.sampleType}</small>
            </th>
            <td data-name="Diumumkan">{numbers(row)}</td>
            {isHere ? (
              <td data-name="Datang">
                {numbers({ samples: row.receivedSamples ?? 0, boxes: row.receivedBoxes ?? 0 })}{' '}
                {others.has(row.position) ? <Badge tone="orange">Selisih</Badge> : null}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
      {samples.length > 1 ? (
        <tfoot>
          <tr>
            <th scope="row">Jumlah</th>
            <td data-name="Diumumkan">{numbers(announced)}</td>
            {isHere ? <td data-name="Datang">{numbers(came)}</td> : null}
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
}

const numbers = ({ samples, boxes }: { samples: number; boxes: number }): string =>
  `${samples} sampel, ${boxes} kotak`;

/** The labels as they were printed, and a button to have them printed anew. */
function Labels({ shown: { visit, registration, home } }: { shown: Shown }): JSX.Element {
  const labels = papersOf(visit.parts.db, registration.id).filter(
    ({ kind, replacedAt }) => kind === 'label' && replacedAt === null,
  );
  return (
    <div id="labels">
      <h3 class="small">Label</h3>
      {labels.length === 0 ? (
        <p class="muted">Belum ada label yang tercetak.</p>
      ) : (
        <ul class="plain-list">
          {labels.map(({ id, fileId }) => (
            <li key={id}>
              <a href={`${home}/papers/${id}`}>
                <Icon name="download" />{' '}
                {(fileId === null ? undefined : visit.parts.files.open(fileId))?.name ?? 'Label (PDF)'}
              </a>
            </li>
          ))}
        </ul>
      )}
      {WORKS.some((role) => role === visit.staff.role) ? (
        <Form visit={visit} action={`${home}/label`}>
          <button type="submit" class="secondary">
            <Icon name="tag" /> {labels.length === 0 ? 'Cetak label' : 'Cetak ulang label'}
          </button>
        </Form>
      ) : null}
    </div>
  );
}
