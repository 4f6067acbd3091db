import type { VNode } from 'preact';
import type { Answer } from '../../visit.ts';

/** Where the settings stand. */
export const SETTINGS = '/admin/settings';

/** The pages of the settings, in the order of their tabs. */
const TABS = [
  [SETTINGS, 'Laboratorium'],
  [`${SETTINGS}/hours`, 'Jam dan kunjungan'],
  [`${SETTINGS}/services`, 'Layanan'],
  [`${SETTINGS}/holidays`, 'Hari libur'],
  [`${SETTINGS}/texts`, 'Teks pesan'],
  [`${SETTINGS}/codes`, 'Nomor layanan'],
  [`${SETTINGS}/work`, 'Cara kerja'],
  [`${SETTINGS}/handling`, 'Penanganan'],
  ['/admin/retention', 'Masa simpan'],
  [`${SETTINGS}/templates`, 'Templat WhatsApp'],
] as const;

/** The address of one of them. */
export type SettingsPath = (typeof TABS)[number][0];

/** A page of the settings: the tabs above, its own content below. */
export function settingsFrame({
  here,
  title,
  body,
}: {
  here: SettingsPath;
  title: string;
  body: VNode;
}): Answer {
  return {
    outcome: 'page',
    title,
    body: (
      <>
        <div class="page-head">
          <h1>Pengaturan</h1>
        </div>
        <nav class="tabs" aria-label="Pengaturan">
          {TABS.map(([path, name]) => (
            <a key={path} href={path} aria-current={path === here ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
        {body}
      </>
    ),
  };
}
