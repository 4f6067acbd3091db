import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** The import table of docs/decisions: who may know whom. Lower levels never know higher ones. */
const LEVELS: readonly [place: RegExp, level: number][] = [
  [
    /^src\/(domain\/values\/|db\/|threads\/|transports\/[a-z-]+\.ts|config\.ts|clock\.ts|log\.ts|guard\.ts)/,
    0,
  ],
  [/^src\/(domain|files|backup)\//, 1],
  [/^(flows|templates)\//, 2],
  [/^src\/(engine|transports\/[a-z-]+|admin|site|jobs|reader|print|sheets)\//, 3],
  [/^src\/(notices\/|(transact|effects|staff-notices)\.ts$)/, 4],
  [/^src\/([a-z-]+\.ts|demo\/)/, 5],
];

/** Where one thing may stand, and nowhere else. */
const HOMES: readonly { what: string; found: RegExp; home: RegExp }[] = [
  {
    what: 'imports baileys',
    found: /['"]@whiskeysockets\/baileys['"]/,
    home: /^src\/transports\/whatsapp\//,
  },
  {
    what: 'imports express',
    found: /from ['"]express['"]/,
    home: /^src\/(admin|site)\/|^src\/transports\/[a-z-]+\/http\.ts$/,
  },
  { what: 'imports node-cron', found: /from ['"]node-cron['"]/, home: /^src\/jobs\// },
  { what: 'reads process.env', found: /process\.env/, home: /^src\/config\.ts$/ },
  { what: 'asks the machine for the time', found: /new Date\(\)|Date\.now\(\)/, home: /^src\/clock\.ts$/ },
  {
    what: 'draws chance',
    found: /randomBytes|randomUUID|randomInt|getRandomValues|Math\.random/,
    home: /^src\/clock\.ts$/,
  },
  {
    what: 'opens a transaction',
    found: /\.transaction\(/,
    // The journal's are those of Baileys' own key store.
    home: /^src\/(transact|transports\/whatsapp\/journal)\.ts$/,
  },
  { what: 'opens a database', found: /from ['"]better-sqlite3['"]/, home: /^src\/db\/open\.ts$/ },
  { what: 'writes HTML by hand', found: /dangerouslySetInnerHTML/, home: /^$/ },
  { what: 'exports a default', found: /^export default/m, home: /^$/ },
  { what: 'says any', found: /(:|<|\bas|,|\|) *any\b/, home: /^$/ },
];

/** What flows must not hold besides: promises, timers, living actors. */
const NOT_IN_FLOWS = /\bcreateActor\b|\bafter:|\bonError\b|\basync\b|\bawait\b|setTimeout|['"]node:/;

interface Source {
  /** From the repository's root, with slashes. */
  path: string;
  /** Without comments, so that words about code are not code. */
  code: string;
  imports: { path: string; typeOnly: boolean }[];
}

const root = join(import.meta.dirname, '..');
const sources: Source[] = globSync('{src,flows,templates}/**/*.{ts,tsx}', { cwd: root })
  .map((path) => path.replaceAll('\\', '/'))
  .sort()
  .map(read);

function read(path: string): Source {
  const code = withoutComments(readFileSync(join(root, path), 'utf8'));
  const imports: Source['imports'] = [];
  for (const [, type, from = ''] of code.matchAll(
    /^(?:import|export)\s(type\s)?[^;]*?from\s['"](\.[^'"]+)['"]/gms,
  )) {
    imports.push({ path: resolve(path, from), typeOnly: type !== undefined });
  }
  for (const [, from = ''] of code.matchAll(/(?:^import|\bimport\()\s*['"](\.[^'"]+)['"]/gm)) {
    imports.push({ path: resolve(path, from), typeOnly: false });
  }
  return { path, code, imports };
}

function resolve(path: string, from: string): string {
  return relative(root, join(root, dirname(path), from)).replaceAll('\\', '/');
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

function levelOf(path: string): number {
  const found = LEVELS.find(([place]) => place.test(path));
  if (!found) throw new Error(`${path} stands nowhere in the import table`);
  return found[1];
}

/** Every import with what is wrong about it, as readable lines. */
const violations = (wrong: (source: Source, imported: Source['imports'][number]) => string | undefined) =>
  sources.flatMap((source) =>
    source.imports.flatMap((imported) => {
      const reason = wrong(source, imported);
      return reason ? [`${source.path} imports ${imported.path}: ${reason}`] : [];
    }),
  );

/** The part of a path that may not know its neighbours: `src/admin`, `src/transports/whatsapp`. */
const doorOf = (path: string): string | undefined =>
  /^src\/(?:engine|admin|site|jobs|reader|print|sheets|transports\/[a-z-]+)(?=\/)/.exec(path)?.[0];

const moduleOf = (path: string): string | undefined => /^src\/domain\/([a-z-]+)\//.exec(path)?.[1];

test('nothing knows what stands above it', () => {
  const found = violations((source, imported) => {
    const [from, to] = [levelOf(source.path), levelOf(imported.path)];
    // A door may name the type of what it is handed.
    if (imported.path === 'src/transact.ts' && imported.typeOnly) return undefined;
    return to > from ? `level ${from} knows level ${to}` : undefined;
  });
  expect(found).toEqual([]);
});

test('no door knows another; only jobs may wake the engine', () => {
  const found = violations((source, imported) => {
    const [from, to] = [doorOf(source.path), doorOf(imported.path)];
    if (!from || !to || from === to || (from === 'src/jobs' && to === 'src/engine')) return undefined;
    return 'one door knows another; hand it over as a parameter';
  });
  expect(found).toEqual([]);
});

test('a domain module knows another only by its face, its values and its table', () => {
  const found = violations((source, imported) => {
    const [from, to] = [moduleOf(source.path), moduleOf(imported.path)];
    if (!to || to === 'values' || from === to) return undefined;
    if (/\/(index|values|table)\.ts$/.test(imported.path)) return undefined;
    return `only index.ts, values.ts and table.ts of ${to} are its face`;
  });
  expect(found).toEqual([]);
});

test('domain modules know each other without cycles', () => {
  const knows = new Map<string, Set<string>>();
  for (const { path, imports } of sources) {
    const from = moduleOf(path);
    if (!from || from === 'values') continue;
    for (const imported of imports) {
      const to = moduleOf(imported.path);
      // Columns refer to each other as the database does; what matters is who calls whom.
      if (!to || to === 'values' || to === from || /\/(table|values)\.ts$/.test(imported.path)) continue;
      knows.set(from, (knows.get(from) ?? new Set()).add(to));
    }
  }
  expect(cyclesIn(knows)).toEqual([]);
});

test('flows and templates take types and pure values from below, and nothing else', () => {
  const found = violations((source, imported) => {
    if (levelOf(source.path) !== 2 || imported.typeOnly) return undefined;
    if (/^(flows|templates)\/|^src\/domain\/values\//.test(imported.path)) return undefined;
    // The face of pure rules: a module's values are types and functions without a database.
    return /\/values\.ts$/.test(imported.path) ? undefined : 'only types may be taken from there';
  });
  expect(found).toEqual([]);
});

test('flows say nothing themselves and wait for nothing', () => {
  const found = sources.filter(({ path, code }) => path.startsWith('flows/') && NOT_IN_FLOWS.test(code));
  expect(found.map(({ path, code }) => `${path}: ${NOT_IN_FLOWS.exec(code)?.[0]}`)).toEqual([]);
});

test.each(HOMES)('only its home $what', ({ found, home }) => {
  const strangers = sources.filter(({ path, code }) => found.test(code) && !home.test(path));
  expect(strangers.map(({ path, code }) => `${path}: ${found.exec(code)?.[0]}`)).toEqual([]);
});

test('every import says where it leads, with its ending', () => {
  const known = new Set(sources.map(({ path }) => path));
  const found = violations((_source, imported) =>
    known.has(imported.path) || imported.path.endsWith('.json') ? undefined : 'there is no such file',
  );
  expect(found).toEqual([]);
});

test('this test reads what it is meant to read', () => {
  expect(sources.length).toBeGreaterThan(150);
  const app = sources.find(({ path }) => path === 'src/app.ts');
  expect(app?.imports).toContainEqual({ path: 'src/engine/engine.ts', typeOnly: false });
  expect(app?.imports).toContainEqual({ path: 'src/config.ts', typeOnly: true });
});

function cyclesIn(knows: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const walk = (at: string, way: readonly string[]): void => {
    if (way.includes(at)) {
      cycles.push([...way.slice(way.indexOf(at)), at].join(' → '));
      return;
    }
    if (done.has(at)) return;
    for (const next of knows.get(at) ?? []) walk(next, [...way, at]);
    done.add(at);
  };
  for (const start of knows.keys()) walk(start, []);
  return cycles;
}
