import type { JSX } from 'preact';
import { toApprove } from '../../../../templates/messages/to-approve.ts';
import type { LabSettings } from '../../../domain/values/lab-settings.ts';
import { TEMPLATE_NAMES, type TemplateName } from '../../../domain/values/message-templates.ts';
import { TextField } from '../../fields.tsx';
import { fingerprint } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Badge, Card, Form, triedAt } from '../../pieces.tsx';
import type { StaffVisit } from '../../visit.ts';

const TEMPLATES = '/admin/settings/templates';
/** Our languages, as staff call them. */
export const LANGUAGES = [
  ['id', 'Indonesia'],
  ['en', 'Inggris'],
] as const;
type Language = (typeof LANGUAGES)[number][0];

const LABELS: Record<TemplateName, string> = {
  registrationReceived: 'Pendaftaran diterima',
  stageChanged: 'Tahap berubah, juga hasil siap',
  moved: 'Kunjungan dipindah',
  corrected: 'Data dibetulkan',
  expectedChanged: 'Perkiraan selesai berubah',
  visitReminder: 'Pengingat sehari sebelum datang',
  consultationReceived: 'Pendaftaran konsultasi diterima',
  consultationStage: 'Tahap konsultasi berubah',
  consultationReminder: 'Pengingat sehari sebelum konsultasi',
  dateProposed: 'Hari lain diusulkan',
  proposalWithdrawn: 'Usulan hari ditarik',
  shipmentReceived: 'Kiriman sampel terdaftar',
  shipmentToFix: 'Dokumen kiriman perlu diperbaiki',
  shipmentAwaited: 'Kiriman boleh dikirim',
  shipmentArrived: 'Kiriman sudah tiba',
  tourReceived: 'Permohonan wisata diterima',
  tourStage: 'Tahap wisata berubah, juga surat balasan siap',
  tourReminder: 'Pengingat sehari sebelum wisata',
  paymentRecorded: 'Pembayaran dicatat',
  takenOver: 'Petugas mengambil alih',
  handedBack: 'Percakapan kembali ke bot',
  staffReply: 'Balasan petugas',
  putAside: 'Isian disimpan',
  digest: 'Ringkasan untuk penyelia',
  invitation: 'Ajakan menulis lagi',
};

const CODE = 'Kode bahasa di WhatsApp';

/** What WhatsApp has approved to be said once its 24 hours are over. */
export function Templates({ visit }: { visit: StaffVisit }): JSX.Element {
  const isUsed = visit.parts.transport().name === 'cloud';
  const given = TEMPLATE_NAMES.filter((name) =>
    LANGUAGES.some(([language]) => visit.lab.templates[name][language] !== ''),
  );
  return (
    <Card
      title="Templat WhatsApp"
      icon="send"
      id="templates"
      side={
        isUsed ? (
          <Badge tone={given.length > 0 ? 'teal' : 'amber'}>
            {given.length} dari {TEMPLATE_NAMES.length} diisi
          </Badge>
        ) : (
          <Badge tone="grey">Tidak dipakai</Badge>
        )
      }
    >
      <p class="muted small">
        Hanya untuk WhatsApp Cloud API resmi (TRANSPORT=cloud). Lebih dari 24 jam setelah pesan terakhir
        warga, kabar hanya bisa dikirim dengan templat yang disetujui WhatsApp. Tanpa templat, kabar menunggu
        sampai warga menulis lagi.
      </p>
      <details class="act" open={triedAt(visit, TEMPLATES) !== undefined}>
        <summary>
          <Icon name="file" /> Isi nama templat
        </summary>
        <div>
          <Form visit={visit} action={TEMPLATES} was={fingerprint(templatesShown(visit.lab))}>
            <p class="muted small">
              Ajukan teks usulan di WhatsApp Manager dengan kategori Utility, lalu tulis nama yang disetujui
              di sini. Yang kosong berarti belum ada. Satu templat boleh dipakai untuk beberapa kabar.
            </p>
            {TEMPLATE_NAMES.map((name) => (
              <Template key={name} visit={visit} name={name} />
            ))}
            <fieldset class="template">
              <legend>{CODE}</legend>
              <div class="pair">
                {LANGUAGES.map(([language, words]) => (
                  <TextField
                    key={language}
                    visit={visit}
                    action={TEMPLATES}
                    name={fieldName('code', language)}
                    label={words}
                    value={visit.lab.templateLanguages[language]}
                    maxLength={10}
                    required
                  />
                ))}
              </div>
            </fieldset>
            <button type="submit">Simpan</button>
          </Form>
        </div>
      </details>
    </Card>
  );
}

function Template({ visit, name }: { visit: StaffVisit; name: TemplateName }): JSX.Element {
  return (
    <fieldset class="template">
      <legend>{LABELS[name]}</legend>
      <div class="pair">
        {LANGUAGES.map(([language, words]) => (
          <TextField
            key={language}
            visit={visit}
            action={TEMPLATES}
            name={fieldName(name, language)}
            label={words}
            value={visit.lab.templates[name][language]}
            maxLength={512}
            // That it may stay empty is said once, above.
            needed
          />
        ))}
      </div>
      <details>
        <summary>Teks usulan</summary>
        {LANGUAGES.map(([language, words]) => (
          <Suggested
            key={language}
            id={`suggested-${fieldName(name, language)}`}
            title={`${words}, nama ${toApprove[name].name}`}
            text={toApprove[name][language](visit.lab.shortName)}
          />
        ))}
      </details>
    </fieldset>
  );
}

/** A text to be taken elsewhere: one click on it selects all of it, and with scripts a button copies it. */
function Suggested({ id, title, text }: { id: string; title: string; text: string }): JSX.Element {
  return (
    <div class="suggested">
      <p class="muted small">{title}</p>
      <p id={id} class="whole">
        {text}
      </p>
      <button type="button" class="secondary" data-copies={id} hidden>
        Salin
      </button>
    </div>
  );
}

/** Each field of the form by what staff call it, and as it stands. */
export function templatesShown(lab: LabSettings): { field: string; label: string; value: string }[] {
  const inBoth = (name: TemplateName | 'code', label: string, values: Record<Language, string>) =>
    LANGUAGES.map(([language, words]) => ({
      field: fieldName(name, language),
      label: `${label}, ${words}`,
      value: values[language],
    }));
  return [
    ...TEMPLATE_NAMES.flatMap((name) => inBoth(name, LABELS[name], lab.templates[name])),
    ...inBoth('code', CODE, lab.templateLanguages),
  ];
}

/** What a template's field is called; `code` is what WhatsApp calls a language. */
export const fieldName = (name: TemplateName | 'code', language: Language): string => `${name}-${language}`;
