import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { installRoot } from '../src/db/root.ts';
import { startService } from './support/service.ts';

// The programs as a user meets them, built by `npm run build`.
const program = (name: string): string => join(installRoot, 'dist/src', `${name}.js`);
const MAIN = program('main');

const root = mkdtempSync(join(tmpdir(), 'sapalab-start-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const freshFolder = (): string => mkdtempSync(join(root, 'lab-'));

interface Run {
  code: number | null;
  /** Both streams. */
  printed: string;
}

/** Runs a program to its end. */
function run(
  args: readonly string[],
  environment: Record<string, string>,
  { node = process.execPath, typed = '' } = {},
): Promise<Run> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, PORT: '0', ...environment };
    const child = execFile(node, args, { cwd: root, env, timeout: 20_000 }, (_error, stdout, stderr) => {
      resolve({ code: child.exitCode, printed: stdout + stderr });
    });
    child.stdin?.end(typed);
  });
}

/** What every refusal to start has in common: one line for a person, no trace for a programmer. */
function expectRefusal({ code, printed }: Run, says: string): void {
  expect(printed).toContain(says);
  expect(code).toBe(1);
  expect(printed).not.toMatch(/\n\s+at |Error:/);
  expect(printed).not.toContain('SapaLab siap');
}

describe('a start', () => {
  test('on a fresh folder prints addresses that open, and the first password once', async () => {
    const dataDir = freshFolder();
    const first = await startService(dataDir);
    const printed = first.printed();
    for (const path of ['/', '/simulator', '/admin', '/healthz']) {
      expect((await fetch(first.url + path)).status, path).toBe(200);
    }
    await first.stop();
    const second = await startService(dataDir);
    await second.stop();

    expect(printed).toContain(`${first.url}/simulator`);
    expect(printed).toContain(`${first.url}/admin`);
    expect(printed).toMatch(/admin@lab\.example {3}kata sandi: (\w{4}-){3}\w{4}/);
    expect(second.printed()).not.toContain('kata sandi');
  });

  test('ends on SIGTERM within ten seconds, with nothing left to recover', async () => {
    const dataDir = freshFolder();
    const service = await startService(dataDir);
    // A page that listens for news would stay open by itself.
    await fetch(`${service.url}/simulator`);
    const began = performance.now();

    expect(await service.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
    // The log of changes has been written back: copying the folder now copies everything.
    expect(existsSync(join(dataDir, 'sapalab.db-wal'))).toBe(false);
  });
});

describe('a start is refused in one line', () => {
  test('that names every variable that is wrong', async () => {
    const wrong = {
      PORT: '70000',
      PUBLIC_URL: 'labkesmas.example',
      TRUSTED_PROXIES: 'nginx',
      TRANSPORT: 'telegram',
      WHATSAPP_SOCKET_URL: 'https://labkesmas.example',
      WHATSAPP_PAIRING_PHONE: '+62 812',
      ADMIN_EMAIL: 'kepala lab',
      ADMIN_PASSWORD: 'pendek',
      TIME_ZONE: 'Mars/Olympus',
      LOG_LEVEL: 'loud',
    };
    const refused = await run([MAIN], { DATA_DIR: freshFolder(), ...wrong });

    for (const name of Object.keys(wrong)) expectRefusal(refused, `\n  ${name}: `);
  });

  test.each([
    ['PORT: ', { PORT: 'tiga ribu' }],
    ['HOST, PORT: ', { HOST: '192.0.2.1' }],
    ['ADMIN_PASSWORD: ', { ADMIN_PASSWORD: 'tanpa-alamat-email' }],
    // Nobody but WhatsApp may be given the lab's messages.
    ['WHATSAPP_SOCKET_URL', { TRANSPORT: 'whatsapp', WHATSAPP_SOCKET_URL: 'wss://labkesmas.example' }],
  ])('that names %s for %o', async (says, environment) => {
    expectRefusal(await run([MAIN], { DATA_DIR: freshFolder(), ...environment }), says);
  });

  test('when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    // A TCP server's address is an object.
    const { port } = other.address() as AddressInfo;

    const refused = await run([MAIN], { DATA_DIR: freshFolder(), PORT: String(port) });
    other.close();
    expectRefusal(refused, `PORT: ${port}`);
  });

  test('when DATA_DIR is a file, or lies in one', async () => {
    const file = join(root, 'catatan.txt');
    writeFileSync(file, 'bukan folder');

    for (const dataDir of [file, join(file, 'data')]) {
      expectRefusal(await run([MAIN], { DATA_DIR: dataDir }), `DATA_DIR: folder ${dataDir}`);
    }
  });

  test('when the database is damaged, and it is left as it is', async () => {
    const dataDir = freshFolder();
    const database = join(dataDir, 'sapalab.db');
    writeFileSync(database, 'rusak'.repeat(2_000));

    expectRefusal(await run([MAIN], { DATA_DIR: dataDir }), 'SapaLab tidak dapat dimulai');
    expect(readFileSync(database, 'utf8')).toBe('rusak'.repeat(2_000));
  });

  // How soon is measured by the bench: a busy machine must not decide whether this holds.
  test('when another process has the data, which goes on undisturbed', async () => {
    const dataDir = freshFolder();
    const service = await startService(dataDir);
    const refused = await run([MAIN], { DATA_DIR: dataDir });
    const staff = await run([program('staff'), 'list'], { DATA_DIR: dataDir });
    const health = await fetch(`${service.url}/healthz`);
    await service.stop();

    expectRefusal(refused, `SapaLab lain sedang berjalan dengan data di ${dataDir}`);
    expectRefusal(staff, 'Layanan sedang berjalan');
    expect(health.status).toBe(200);
  });

  test.each(oldNodes())('on a Node that is too old: %s', async (_name, node, options) => {
    const refused = await run([...options, MAIN], { DATA_DIR: freshFolder() }, { node });

    expectRefusal(refused, 'SapaLab perlu Node 22.18');
  });
});

describe('beside the service', () => {
  test('the chat in the terminal answers what is typed', async () => {
    const chat = await run([program('chat')], { DATA_DIR: freshFolder() }, { typed: 'halo\n' });

    expect(chat.printed).toContain('Apa yang bisa kami bantu?');
    expect(chat.printed).toContain('1. ');
    expect(chat.code).toBe(0);
  });

  test('an officer who was added on the command line is listed and can sign in with the new password', async () => {
    const dataDir = freshFolder();
    const staff = (...args: string[]) => run([program('staff'), ...args], { DATA_DIR: dataDir });
    const account = ['--email', 'rina@lab.example'];

    const added = await staff('add', '--name', 'Rina Wulandari', ...account);
    const again = await staff('add', '--name', 'Rina Wulandari', ...account);
    const listed = await staff('list');
    const renewed = await staff('password', ...account);
    const service = await startService(dataDir);
    const answers = await Promise.all(
      [added, renewed].map(({ printed }) => signIn(service.url, passwordIn(printed))),
    );
    await service.stop();

    expect(listed.printed).toContain('rina@lab.example  Rina Wulandari  (liaison)');
    expectRefusal(again, 'sudah punya akun');
    expect(answers).toEqual(['refused', 'signedIn']);
  });

  test.each([
    ['no name', ['add', '--email', 'rina@lab.example'], '--name'],
    [
      'a role that does not exist',
      ['add', '--name', 'Rina', '--email', 'r@lab.example', '--role', 'boss'],
      '--role',
    ],
    [
      'a unit that does not exist',
      ['add', '--name', 'Rina', '--email', 'r@lab.example', '--unit', '77'],
      '--unit',
    ],
    ['nobody of that e-mail', ['password', '--email', 'siapa@lab.example'], '--email'],
    ['an unknown command', ['hapus'], 'hapus'],
    ['an unknown option', ['list', '--semua'], '--semua'],
  ])('a staff command with %s is refused with the way out', async (_what, args, says) => {
    expectRefusal(await run([program('staff'), ...args], { DATA_DIR: freshFolder() }), says);
  });
});

const passwordIn = (printed: string): string => /(?:\w{4}-){3}\w{4}/.exec(printed)?.[0] ?? '';

async function signIn(url: string, password: string): Promise<'signedIn' | 'refused'> {
  const answer = await fetch(`${url}/admin/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ email: 'rina@lab.example', password }),
  });
  return answer.status === 303 && answer.headers.has('set-cookie') ? 'signedIn' : 'refused';
}

/**
 * Nodes that must be refused: always this one told to call itself old, and every really old one that
 * this machine has.
 */
function oldNodes(): [name: string, node: string, options: string[]][] {
  const pretend = "Object.defineProperty(process, 'versions', { value: { ...process.versions, napi: '9' } })";
  const preload = `data:text/javascript,${encodeURIComponent(pretend)}`;
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'node'));
  const nodes = new Set(places.filter((place) => existsSync(place)).map((place) => realpathSync(place)));
  const old = [...nodes].filter((node) => {
    const { stdout } = spawnSync(node, ['-p', 'process.versions.napi'], { encoding: 'utf8' });
    return Number(stdout) < 10;
  });
  return [
    ['one that says so', process.execPath, ['--import', preload]],
    ...old.map((node): [string, string, string[]] => [node, node, []]),
  ];
}
