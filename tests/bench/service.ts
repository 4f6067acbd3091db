import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installRoot } from '../../src/db/root.ts';
import { type Service, startService } from '../support/service.ts';
import { type Figure, median, quantile } from './figures.ts';
import { seedRegistrations } from './seed.ts';

const REGISTRATIONS = 100_000;
const STARTS = 3;
const LOOKS = 200;
const CHIEF = { email: 'kepala@lab.example', password: 'kata-sandi-kepala-1' };
const SIGN_IN = { ADMIN_EMAIL: CHIEF.email, ADMIN_PASSWORD: CHIEF.password };

/** The real process: how soon it answers, and how soon its pages do with a lab's whole history in it. */
export async function measureService(dataDir: string): Promise<Figure[]> {
  const empty: number[] = [];
  for (let start = 0; start < STARTS; start += 1)
    empty.push(await firstReply(folder(dataDir, `empty-${start}`)));
  const full = folder(dataDir, 'full');
  await (await startService(full, SIGN_IN)).stop();
  seedRegistrations(full, REGISTRATIONS);
  const built: number[] = [];
  for (let start = 0; start < STARTS; start += 1) built.push(await firstReply(full));
  const ready: number[] = [];
  for (let start = 0; start < STARTS; start += 1) ready.push(await npmStart(folder(dataDir, `npm-${start}`)));

  const second: number[] = [];
  const first = await startService(full, SIGN_IN);
  for (let start = 0; start < STARTS; start += 1) second.push(await givingWay(full));
  await first.stop();

  return [
    { what: 'start to first reply, empty folder', value: median(empty), unit: 'ms' },
    { what: 'start to first reply, 100,000 registrations', value: median(built), unit: 'ms' },
    { what: 'npm start on a built tree, ready', value: median(ready), unit: 'ms', must: { atMost: 3_000 } },
    {
      what: 'second process on the same data gives way',
      value: median(second),
      unit: 'ms',
      must: { atMost: 2_000 },
    },
    ...(await measurePages(full)),
  ];
}

function folder(dataDir: string, name: string): string {
  const made = join(dataDir, name);
  mkdirSync(made);
  return made;
}

async function firstReply(dataDir: string): Promise<number> {
  const began = performance.now();
  const service = await startService(dataDir, SIGN_IN);
  const from = '6281234567890';
  const seen = await said(service, from, 0, 0);
  await fetch(`${service.url}/simulator/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, text: 'halo' }),
  });
  await said(service, from, seen.at(-1)?.seq ?? 0, 5_000);
  const took = performance.now() - began;
  await service.stop();
  return took;
}

async function said(service: Service, to: string, after: number, wait: number): Promise<{ seq: number }[]> {
  const response = await fetch(`${service.url}/simulator/messages?to=${to}&after=${after}&wait=${wait}`);
  const messages = (await response.json()) as { seq: number }[]; // the address's contract
  if (wait > 0 && messages.length === 0) throw new Error('the bot did not answer');
  return messages;
}

function npmStart(dataDir: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn('npm', ['start'], {
      cwd: installRoot,
      env: { ...process.env, PORT: '0', DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let took = 0;
    let printed = '';
    child.stdout.on('data', (bytes) => {
      printed += String(bytes);
      if (took > 0 || !printed.includes('SapaLab siap')) return;
      took = performance.now() - began;
      // npm and the service are one process group.
      if (child.pid) process.kill(-child.pid, 'SIGTERM');
    });
    child.once('exit', () => (took > 0 ? resolve(took) : reject(new Error(`not ready:\n${printed}`))));
  });
}

/** How soon a process ends that was started on data another one has. */
function givingWay(dataDir: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, [join(installRoot, 'dist/src/main.js')], {
      env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir },
      stdio: 'ignore',
      timeout: 60_000,
    });
    child.once('exit', (code) => {
      if (code === 1) resolve(performance.now() - began);
      else reject(new Error(`a second process on the same data ended with ${code}`));
    });
  });
}

async function measurePages(dataDir: string): Promise<Figure[]> {
  const service = await startService(dataDir, SIGN_IN);
  const cookie = await signedIn(service);
  const pages = [
    ['queue', () => '/admin/registrations'],
    ['search by name', (look: number) => `/admin/registrations?words=Siti+Aminah+${look}`],
    ['search by first name', () => '/admin/registrations?words=siti'],
    ['search by phone', (look: number) => `/admin/registrations?words=0812000${look}`],
    ['registration', (look: number) => `/admin/registrations/${1 + look * 499}`],
  ] as const;
  const figures: Figure[] = [];
  for (const [name, addressOf] of pages) {
    const waits: number[] = [];
    for (let look = 0; look < LOOKS; look += 1)
      waits.push(await timeOf(`${service.url}${addressOf(look)}`, cookie));
    for (const [label, share] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const) {
      figures.push({
        what: `page at 100,000: ${name}, ${label}`,
        value: quantile(waits, share),
        unit: 'ms',
        must: { atMost: 50 },
      });
    }
  }
  await service.stop();
  return figures;
}

async function signedIn(service: Service): Promise<string> {
  const response = await fetch(`${service.url}/admin/sign-in`, {
    method: 'POST',
    headers: { origin: service.url },
    body: new URLSearchParams(CHIEF),
    redirect: 'manual',
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`could not sign in: ${response.status}`);
  return cookie;
}

async function timeOf(url: string, cookie: string): Promise<number> {
  const began = performance.now();
  const response = await fetch(url, { headers: { cookie }, redirect: 'manual' });
  const text = await response.text();
  const took = performance.now() - began;
  if (response.status !== 200 || !text.includes('</html>')) throw new Error(`${url}: ${response.status}`);
  return took;
}
