import type { JSX } from 'preact';
import { SelectField, TextArea, TextField } from '../../fields.tsx';
import { Form, triedAt } from '../../pieces.tsx';
import type { Shown } from './page.tsx';

/** What a sender, or a patient, usually has to do next. */
const USUAL_NEXT = {
  shipment: 'Kirim sampel pengganti dengan label yang sama.',
  laboratory: 'Datang lagi untuk pengambilan sampel ulang, tanpa biaya tambahan.',
};

/** Turns a sample away: a reason from the lab's list, what was seen, and what to do next. */
export function SampleRejection({
  shown: { visit, registration, home, seen },
}: {
  shown: Shown;
}): JSX.Element {
  const action = `${home}/reject-sample`;
  const field = { visit, action };
  return (
    <details class="act grave" open={triedAt(visit, action) !== undefined}>
      <summary>Tolak sampel</summary>
      <div>
        <p>Pemohon membaca alasannya dan apa yang perlu dilakukan, lewat WhatsApp.</p>
        <Form visit={visit} action={action} version={registration.version} seen={seen}>
          <SelectField
            {...field}
            name="cause"
            label="Alasan"
            required
            value=""
            choices={[['', 'Pilih…'], ...visit.lab.sampleRejections.map((cause) => [cause, cause] as const)]}
          />
          <TextArea
            {...field}
            name="seen-words"
            label="Yang terlihat"
            hint="Contoh: 2 dari 3 tabung bocor, kotak 1."
            rows={2}
            maxLength={200}
          />
          <TextField
            {...field}
            name="next"
            label="Apa yang perlu dilakukan pemohon"
            value={registration.service === 'shipment' ? USUAL_NEXT.shipment : USUAL_NEXT.laboratory}
            maxLength={200}
            required
          />
          <button type="submit" class="danger">
            Ya, tolak sampel
          </button>
        </Form>
      </div>
    </details>
  );
}
