import type { Page } from '../../visit.ts';
import { SETTINGS, settingsFrame } from './frame.tsx';
import { OpeningHours } from './hours.tsx';
import { Procedures } from './procedures.tsx';
import { SectionCard } from './section.tsx';
import { codes, identity, visits, work } from './sections.ts';
import { serviceSections } from './service-sections.ts';
import { Templates } from './templates.tsx';

/** What makes this lab this lab. */
export const settingsPage: Page = (visit) =>
  settingsFrame({
    here: SETTINGS,
    title: 'Pengaturan',
    body: (
      <div class="medium">
        <SectionCard visit={visit} section={identity} />
        <Procedures visit={visit} />
      </div>
    ),
  });

/** When it is open, and for how many. */
export const hoursPage: Page = (visit) =>
  settingsFrame({
    here: `${SETTINGS}/hours`,
    title: 'Jam dan kunjungan',
    body: (
      <div class="two">
        <div>
          <OpeningHours visit={visit} />
        </div>
        <div>
          <SectionCard visit={visit} section={visits} />
        </div>
      </div>
    ),
  });

/** What each service besides the laboratory keeps to. */
export const servicesPage: Page = (visit) => {
  const half = Math.ceil(serviceSections.length / 2);
  const column = (from: number, to: number) => (
    <div>
      {serviceSections.slice(from, to).map((section) => (
        <SectionCard key={section.action} visit={visit} section={section} />
      ))}
    </div>
  );
  return settingsFrame({
    here: `${SETTINGS}/services`,
    title: 'Layanan',
    body: (
      <div class="two">
        {column(0, half)}
        {column(half, serviceSections.length)}
      </div>
    ),
  });
};

/** What its codes begin with. */
export const codesPage: Page = (visit) =>
  settingsFrame({
    here: `${SETTINGS}/codes`,
    title: 'Nomor layanan',
    body: (
      <div class="medium">
        <SectionCard visit={visit} section={codes} />
      </div>
    ),
  });

/** How its staff work. */
export const workPage: Page = (visit) =>
  settingsFrame({
    here: `${SETTINGS}/work`,
    title: 'Cara kerja',
    body: (
      <div class="medium">
        <SectionCard visit={visit} section={work} />
      </div>
    ),
  });

/** What WhatsApp has approved to be said. */
export const templatesPage: Page = (visit) =>
  settingsFrame({
    here: `${SETTINGS}/templates`,
    title: 'Templat WhatsApp',
    body: (
      <div class="medium">
        <Templates visit={visit} />
      </div>
    ),
  });
