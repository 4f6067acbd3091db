import { sql } from 'drizzle-orm';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../src/admin/policy.ts';
import { registrations, visitProposals } from '../../src/domain/registrations/table.ts';
import { sheetChecks } from '../../src/domain/sheets/table.ts';
import { shipmentSamples } from '../../src/domain/shipments/table.ts';
import { tourKinds, tours } from '../../src/domain/tours/table.ts';
import type { LabDay } from '../../src/domain/values/lab-day.ts';
import { chromiumPath, launchChromium } from '../support/browser.ts';
import { addressOfOwn, type PolicyLab, policyLab } from '../support/policy-lab.ts';

/** What people have written into fields of others, one after the other in every text the lab keeps. */
const HOSTILE = [
  '<script>pwned()</script>',
  '"><img src=x onerror=pwned()>',
  "' autofocus onfocus=pwned() x='",
  '</textarea></title></style><svg onload=pwned()>',
  'javascript:pwned()',
  '<a href="javascript:pwned()" id=pwned>klik</a>',
  '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
  '{{constructor.constructor("pwned()")()}}',
].join(' ');

/** Texts that people write; words of the code, codes and keys stand in other columns. */
const WRITTEN =
  /^(display_name|person_name|name|name_en|title|text|text_en|about|body|subject|stage_reason|expected_reason|free_reason|receipt_number|area|category|alias|address|email|website|parameter|method|sample|preparation|preparation_en|synonyms|mismatch_reason|held_reason|browser|institution|street|rt|rw|village|subdistrict|province_name|regency_name|sample_type|test_name|kind_name|file_name|reason|received_note)$/;
/** Where those names mean something else, or what stands there is checked when it is read. */
const NOT_HERE =
  /^(addresses|intake|outbox|units\.services|notifications\.subject|message_texts|journal|conversations|whatsapp_|sqlite_|__drizzle)/;

/** So many pages are looked at together. */
const AT_ONCE = 3;

const pages = routes.filter(
  ({ method, may, path }) => method === 'get' && may !== 'anyone' && path !== '/events',
);

describe.skipIf(!chromiumPath)('what people write never runs in the browser of staff', () => {
  let lab: PolicyLab;
  let browser: Browser;
  let context: BrowserContext;
  const ran: string[] = [];

  beforeAll(async () => {
    lab = await policyLab();
    browser = await launchChromium();
    const reader = lab.as('administrator', 'own');
    context = await browser.newContext({ locale: 'id-ID', bypassCSP: true });
    const [name = '', value = ''] = reader.cookie.split('=');
    await context.addCookies([{ name, value, url: reader.address }]);
    await context.exposeBinding('pwned', ({ page }) => void ran.push(page.url()));
    furnish(lab);
    poison(lab);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });

  test('on any page, even without the policy that forbids scripts', async () => {
    const reader = lab.as('administrator', 'own');
    const planted: string[] = [];
    let shown = 0;
    const left = [...pages];
    const look = async () => {
      const page = await context.newPage();
      page.on('dialog', (dialog) => void dialog.dismiss());
      for (let route = left.shift(); route; route = left.shift()) await open(page, route.path);
      await page.close();
    };
    const open = async (page: Page, path: string) => {
      const address = addressOfOwn(lab, path, 'administrator');
      const answer = await reader.get(address);
      if (!answer.headers.get('content-type')?.includes('html') || answer.status !== 200) return;
      if (answer.html.includes('&lt;script')) shown += 1;
      await page.goto(reader.address + address);
      const found = await page
        .locator('img[src="x"], svg[onload], iframe, #pwned, [onfocus], [onerror], a[href^="javascript:"]')
        .count();
      if (found > 0) planted.push(path);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, look));
    const page = await context.newPage();
    for (const service of ['consultation', 'tour', 'shipment']) {
      become(lab, service);
      for (const path of ['/registrations/:id', '/registrations/:id/slip', '/receiving', '/registrations'])
        await open(page, path);
    }
    expect({ ran, planted }).toEqual({ ran: [], planted: [] });
    // Or nothing was tried.
    expect(shown).toBeGreaterThan(8);
  }, 120_000);
});

/** Makes the laboratory's requests those of another service, with what such a request holds besides. */
function become({ db }: PolicyLab, service: string): void {
  db.run(sql`update registrations set service = ${service}`);
  db.run(sql`update cases set service = ${service} where subject_id in (select id from registrations)`);
}

/** Something of each other service in every request. */
function furnish({ db, own }: PolicyLab): void {
  const { staffId: proposedBy } = own.administrator;
  const at = new Date('2026-11-20T08:00:00+07:00');
  const [kind] = db.select().from(tourKinds).all();
  for (const { id: registrationId } of db.select().from(registrations).all()) {
    db.insert(tours)
      .values({ registrationId, kindId: kind?.id ?? 0, kindName: '', visitors: 20 })
      .run();
    const sample = { registrationId, position: 1, testId: 1, samples: 2, boxes: 1 };
    db.insert(shipmentSamples)
      .values({ ...sample, testName: '', sampleType: '' })
      .run();
    const day = '2026-12-01' as LabDay;
    db.insert(visitProposals).values({ registrationId, day, reason: '', proposedBy, proposedAt: at }).run();
  }
  const mistake = {
    sheet: HOSTILE,
    cell: HOSTILE,
    column: HOSTILE,
    problem: 'nikWrong',
    found: HOSTILE,
  } as const;
  db.update(sheetChecks)
    .set({ mistakes: [mistake], mistakeCount: 1 })
    .run();
}

/** Writes the texts into everything the lab keeps of people, whoever wrote it. */
function poison({ db, thread }: PolicyLab): void {
  const columns = db.all<{ table: string; column: string }>(sql`
    select tables.name as "table", columns.name as "column"
    from sqlite_schema tables, pragma_table_info(tables.name) columns
    where tables.type = 'table' and tables.sql not like '%virtual%' and columns.type = 'TEXT'`);
  let poisoned = 0;
  for (const { table, column } of columns) {
    if (!WRITTEN.test(column) || NOT_HERE.test(table) || NOT_HERE.test(`${table}.${column}`)) continue;
    // Where each must be unlike the others, its place tells them apart.
    db.run(sql`update ${sql.identifier(table)} set ${sql.identifier(column)} = ${HOSTILE} || rowid`);
    poisoned += 1;
  }
  expect(poisoned).toBeGreaterThan(20);
  for (const entry of thread) Object.assign(entry, { text: HOSTILE, fileName: HOSTILE });
}
