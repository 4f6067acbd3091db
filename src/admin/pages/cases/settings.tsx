import type { JSX } from 'preact';
import { stageName } from '../../../../templates/messages/stages.ts';
import { REPLY_VARIABLES } from '../../../domain/canned-replies/values.ts';
import { servicesTakenTo } from '../../../domain/registrations/index.ts';
import { STAGES } from '../../../domain/registrations/table.ts';
import type { Macro } from '../../../domain/values/case-settings.ts';
import type { LabSettings } from '../../../domain/values/lab-settings.ts';
import { REGISTRATION_SERVICES, SERVICES, type Service } from '../../../domain/values/services.ts';
import { SelectField, TextArea, TextField } from '../../fields.tsx';
import { fingerprint } from '../../forms.ts';
import { Icon } from '../../icons.tsx';
import { Card, Form } from '../../pieces.tsx';
import type { Page, StaffVisit } from '../../visit.ts';
import { SERVICE_NAMES } from '../../words.ts';
import { settingsFrame } from '../settings/frame.tsx';

/** Where the settings of handling stand. */
export const HANDLING = '/admin/settings/handling';
/** Where the lists of things to do are sent. */
const CHECKLISTS = '/admin/settings/checklists';
/** Where the macros stand, each by its place in the list. */
const MACROS = '/admin/settings/macros';

/** The lists of things to do as their form shows them: a line for each. */
export const checklistsShown = (lab: LabSettings): { field: Service; label: string; value: string }[] =>
  SERVICES.map((service) => ({
    field: service,
    label: SERVICE_NAMES[service],
    value: (lab.checklists[service] ?? []).join('\n'),
  }));

/** What officers tick off on a request, and what they do with one press. */
export const handlingPage: Page = (visit) =>
  settingsFrame({
    here: HANDLING,
    title: 'Penanganan',
    body: (
      <div class="two">
        <div>
          <Checklists visit={visit} />
        </div>
        <div>
          <MacroList macros={visit.lab.macros} />
        </div>
      </div>
    ),
  });

function Checklists({ visit }: { visit: StaffVisit }): JSX.Element {
  const shown = checklistsShown(visit.lab);
  const [first, ...others] = shown;
  const area = ({ field, label, value }: (typeof shown)[number]) => (
    <TextArea
      key={field}
      visit={visit}
      action={CHECKLISTS}
      name={field}
      label={label}
      value={value}
      rows={5}
      maxLength={1_600}
    />
  );
  return (
    <Card title="Daftar periksa" icon="checks" id="checklists">
      <p class="muted small">
        Satu baris satu butir, paling banyak 15. Petugas mencentangnya di halaman permintaan. Yang sudah
        dicentang tetap tercatat walaupun butirnya dihapus.
      </p>
      <Form visit={visit} action={CHECKLISTS} was={fingerprint(shown)}>
        {first ? area(first) : null}
        <details open={visit.tried?.action === CHECKLISTS}>
          <summary>Layanan lain</summary>
          {others.map(area)}
        </details>
        <button type="submit">Simpan</button>
      </Form>
    </Card>
  );
}

function MacroList({ macros }: { macros: readonly Macro[] }): JSX.Element {
  return (
    <Card title="Sekali tekan" icon="send" id="macros">
      <p class="muted small">
        Satu tombol di halaman permintaan: membalas warga, mengubah tahap, dan menulis catatan petugas
        sekaligus. Petugas melihat dulu apa yang akan terkirim.
      </p>
      <ul class="plain-list">
        {macros.map(({ name, service }, index) => (
          <li key={name}>
            <a class="grow" href={`${MACROS}/${index + 1}`}>
              {name}
            </a>
            <span class="muted small">{SERVICE_NAMES[service]}</span>
          </li>
        ))}
      </ul>
      <p>
        <a href={`${MACROS}/new`} class="button secondary">
          <Icon name="plus" /> Tombol baru
        </a>
      </p>
    </Card>
  );
}

/** Where a macro stands in the list, as the address says it: 0 for the first, -1 for one that is new. */
export function placeIn(visit: StaffVisit, macros: readonly Macro[]): number | undefined {
  const { place = '' } = visit.params;
  if (place === 'new') return -1;
  const index = /^\d{1,3}$/.test(place) ? Number(place) - 1 : -1;
  return macros[index] ? index : undefined;
}

const NEW: Macro = { name: '', service: 'laboratory', reply: '', stage: '', reason: '', note: '' };

/** Stages to which staff can take a registration, each with the services that have it. */
const REACHABLE = STAGES.map((stage) => ({ stage, services: servicesTakenTo(stage) })).filter(
  ({ services }) => services.length > 0,
);

/** `Dikonfirmasi (konsultasi klinik)`; what all services have needs no naming of them. */
function reachableName({ stage, services }: (typeof REACHABLE)[number]): string {
  const named = services.map((service) => SERVICE_NAMES[service].toLowerCase()).join(', ');
  return services.length === REGISTRATION_SERVICES.length
    ? stageName(stage, 'id')
    : `${stageName(stage, 'id')} (${named})`;
}

/** One macro, or a new one. */
export const macroSettingsPage: Page = (visit) => {
  const { macros } = visit.lab;
  const place = placeIn(visit, macros);
  if (place === undefined) return { outcome: 'notFound' };
  const macro = macros[place] ?? NEW;
  const action = `${MACROS}/${visit.params.place}`;
  const field = { visit, action };
  return settingsFrame({
    here: HANDLING,
    title: macro.name || 'Tombol baru',
    body: (
      <div class="medium">
        <p class="trail">
          <a href={HANDLING}>Penanganan</a> <Icon name="next" /> {macro.name || 'Tombol baru'}
        </p>
        <Card title={macro.name || 'Tombol baru'} icon="send" id="macro">
          <Form visit={visit} action={action} was={fingerprint(macros)}>
            <TextField
              {...field}
              name="name"
              label="Nama tombol"
              value={macro.name}
              maxLength={60}
              required
            />
            <SelectField
              {...field}
              name="service"
              label="Layanan"
              required
              value={macro.service}
              choices={SERVICES.map((service) => [service, SERVICE_NAMES[service]] as const)}
            />
            <TextArea
              {...field}
              name="reply"
              label="Balasan kepada warga"
              value={macro.reply}
              rows={4}
              maxLength={1_500}
              hint={`Diisi sendiri: ${Object.keys(REPLY_VARIABLES)
                .map((word) => `{${word}}`)
                .join(' ')}`}
            />
            <SelectField
              {...field}
              name="stage"
              label="Tahap sesudahnya"
              value={macro.stage}
              choices={[
                ['', 'Tidak berubah'],
                ...REACHABLE.map((each) => [each.stage, reachableName(each)] as const),
              ]}
            />
            <TextField
              {...field}
              name="reason"
              label="Alasan tahap itu, dibaca pemohon"
              value={macro.reason}
              maxLength={500}
              hint="Perlu bila tahapnya menolak."
            />
            <TextArea
              {...field}
              name="note"
              label="Catatan untuk petugas"
              value={macro.note}
              rows={2}
              maxLength={1_000}
            />
            <button type="submit">Simpan</button>
          </Form>
        </Card>
        {place < 0 ? null : (
          <details class="act grave">
            <summary>Hapus tombol ini</summary>
            <div>
              <p>Yang sudah terkirim dan tercatat dengan tombol ini tetap ada.</p>
              <Form visit={visit} action={`${action}/remove`} was={fingerprint(macros)}>
                <div class="row">
                  <button type="submit" class="danger">
                    Ya, hapus
                  </button>
                  <a href={HANDLING} class="button secondary">
                    Tidak
                  </a>
                </div>
              </Form>
            </div>
          </details>
        )}
      </div>
    ),
  });
};
