import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { installRoot } from '../src/db/root.ts';
import { STAGES } from '../src/domain/registrations/table.ts';
import { TEMPLATE_NAMES } from '../src/domain/values/message-templates.ts';
import { stageName } from '../templates/messages/stages.ts';
import { toApprove } from '../templates/messages/to-approve.ts';

const read = (file: string): string => readFileSync(join(installRoot, file), 'utf8');
const readme = read('README.md');
/** The cells of every table row whose first cell is in backticks. */
const rows = [...readme.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(([, first = '', rest = '']) => ({
  first,
  cells: rest.split('|').map((cell) => cell.trim()),
}));

test('the README lists every variable, with its true default', () => {
  const schema = /const schema = z\.object\(\{([\s\S]*?)\n\}\);/.exec(read('src/config.ts'))?.[1] ?? '';
  const variables = [...schema.matchAll(/^ {2}([A-Z_]+):/gm)].map(([, name]) => name);
  const described = rows.filter(({ first }) => /^[A-Z_]+$/.test(first));

  expect(variables.length).toBeGreaterThan(5);
  expect(described.map(({ first }) => first)).toEqual(variables);
  for (const { first, cells } of described) {
    const stated = /^`(.+)`$/.exec(cells[0] ?? '')?.[1];
    const asStated = stated === undefined ? {} : { [first]: stated };
    expect(readConfig(asStated), first).toEqual(readConfig({}));
    // A variable without a default is one that may be left out.
    expect(stated !== undefined, first).toBe(
      schema.split(`${first}:`)[1]?.split('\n')[0]?.includes('.default('),
    );
  }
});

test('the README lists every command', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const listed = rows.flatMap(({ first }) => /^npm (?:run )?([a-z:]+)/.exec(first)?.[1] ?? []);

  expect(listed.toSorted()).toEqual(Object.keys(scripts).toSorted());
});

test('every link in the documents leads to something', () => {
  const files = ['README.md', ...globSync('docs/**/*.md', { cwd: installRoot })];

  for (const file of files) {
    for (const [, target = ''] of read(file).matchAll(/\]\((?!https?:)([^)#]*)(?:#[^)]*)?\)/g)) {
      expect(existsSync(join(installRoot, dirname(file), target)), `${file} → ${target}`).toBe(true);
    }
    for (const [path] of file.startsWith('docs/decisions')
      ? read(file).matchAll(/(?<=`)(?:src|flows|templates|tests)\/[\w./-]+(?=`)/g)
      : []) {
      expect(existsSync(join(installRoot, path)), `${file} → ${path}`).toBe(true);
    }
  }
});

test('the decisions are numbered one after the other, in their names and on top', () => {
  const files = globSync('docs/decisions/*.md', { cwd: installRoot }).toSorted();

  for (const [position, file] of files.entries()) {
    const number = position + 1;
    expect(file).toContain(`/${String(number).padStart(4, '0')}-`);
    expect(read(file)).toMatch(new RegExp(`^# ${number}\\. `));
  }
});

test('every word that the officers’ guide prints in bold stands on a page', () => {
  const sources = globSync('src/admin/**/*.{ts,tsx}', { cwd: installRoot }).map(read);
  const stages = STAGES.map((stage) => stageName(stage, 'id'));
  const pages = [...sources, ...stages].join('\n').replace(/\s+/g, ' ').toLowerCase();
  const labels = [...read('docs/panduan-petugas.md').matchAll(/\*\*([^*]+)\*\*/g)].map(
    ([, label = '']) => label,
  );

  expect(labels.length).toBeGreaterThan(50);
  for (const label of labels) {
    // The buttons that say yes are put together: "Ya, " and what is done.
    expect(pages.includes(label.replace(/^Ya, /, '').toLowerCase()), `"${label}" stands on no page`).toBe(
      true,
    );
  }
});

test('the page on WhatsApp prints every template as the settings suggest it, and every variable', () => {
  const page = read('docs/whatsapp.md');
  for (const template of TEMPLATE_NAMES) {
    const { name, id, en } = toApprove[template];
    expect(page).toContain(`| \`${name}\` | ${id('[nama lab]')} | ${en('[nama lab]')} |`);
  }
  for (const [variable] of read('src/config.ts').matchAll(/CLOUD_[A-Z_]+(?=:)/g))
    expect(page, variable).toContain(variable);
});

test('the proxies of the runbook let every public page through, and no other', () => {
  const runbook = read('docs/runbook.md');
  const served = [...read('src/site/server.ts').matchAll(/router\.(?:get|use)\('\/([a-z]+)/g)].map(
    ([, name]) => name,
  );
  const wanted = [...new Set([...served, 'webhooks'])].toSorted();
  const caddy = /@public path \/ (.*)/.exec(runbook)?.[1] ?? '';
  const named = (text: string, pattern: RegExp) =>
    [...new Set(Array.from(text.matchAll(pattern), ([, name]) => name))].toSorted();

  expect(wanted.length).toBeGreaterThan(5);
  expect(named(caddy, /\/([a-z]+)/g)).toEqual(wanted);
  expect(named(runbook, /^location (?:= )?\/([a-z]+)\/? +\{ include/gm)).toEqual(wanted);
});

test('every command, variable, job and program the runbook names is there', () => {
  const runbook = read('docs/runbook.md');
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const config = read('src/config.ts');
  const names = (pattern: RegExp) => [
    ...new Set(Array.from(runbook.matchAll(pattern), ([, name = '']) => name)),
  ];

  for (const script of names(/npm run ([a-z:]+)/g)) expect(Object.keys(scripts), script).toContain(script);
  for (const program of names(/dist\/src\/([a-z-]+)\.js/g))
    expect(existsSync(join(installRoot, `src/${program}.ts`)), program).toBe(true);
  for (const variable of names(/`([A-Z]+_[A-Z_]+)(?:=[^`]*)?`/g))
    expect(config, variable).toContain(`${variable}:`);
  const jobs = globSync('src/jobs/*.ts', { cwd: installRoot }).map(read).join();
  const listed = names(/^\| \d\d:\d\d \| `([a-z-]+)`/gm);
  expect(listed.length).toBeGreaterThan(4);
  for (const job of listed) expect(jobs, job).toMatch(new RegExp(`'${job}'`));
  const figures = read('src/site/figures.ts') + read('src/metrics.ts');
  for (const figure of names(/sapalab_([a-z_]+)/g).filter((name) => !name.startsWith('nodejs_')))
    expect(figures, figure).toContain(`'${figure}'`);
});
