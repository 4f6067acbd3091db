import './guard.ts';
import { createApp } from './app.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { DEMO_SIGN_IN, furnishDemo } from './demo/index.ts';
import { ensureAdministrator } from './first-administrator.ts';
import { createLog } from './log.ts';

const STOP_WITHIN_MS = 10_000;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const giveUp = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const read = readConfig();
if (read.outcome === 'wrong')
  giveUp(`Konfigurasi salah / wrong configuration:\n  ${read.problems.join('\n  ')}`);
else {
  await run(read.config).catch((error: unknown) => {
    // A start that fails says why in one line; where in the program is for those who debug it.
    if (read.config.logLevel === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    giveUp(`SapaLab tidak dapat dimulai: ${error instanceof Error ? error.message : String(error)}`);
  });
}

async function run(given: Parameters<typeof createApp>[0]['config']): Promise<void> {
  const isDemo = process.argv.includes('--demo');
  const config = isDemo ? { ...given, dataDir: `${given.dataDir}/demo` } : given;
  const made = createApp({ config, clock: systemClock, log: createLog(config.logLevel), terminal: say });
  if (made.outcome === 'taken') {
    return giveUp(
      `SapaLab lain sedang berjalan dengan data di ${made.dataDir}. Hentikan dulu, atau pakai DATA_DIR lain.`,
    );
  }
  if (made.outcome === 'unwritable') {
    return giveUp(
      `DATA_DIR: folder ${made.dataDir} tidak dapat ditulisi (${made.reason}). Perbaiki izinnya atau pilih folder lain.`,
    );
  }
  const { app } = made;
  if (isDemo) await furnishDemo(app, config.dataDir);
  const listening = await app.start();
  if (listening.outcome === 'portTaken') {
    return giveUp(
      `PORT: ${config.port} sudah dipakai program lain. Hentikan program itu, atau pakai PORT lain.`,
    );
  }
  if (listening.outcome === 'notAllowed') {
    return giveUp(`HOST, PORT: tidak dapat membuka ${config.host}:${config.port} (${listening.problem}).`);
  }

  // After the port is ours: a password that is shown once must not be lost to a start that fails.
  const administrator = await ensureAdministrator(app, config.firstAdministrator);

  // Before it is said that the lab is ready: whoever stops it at once must find it listening.
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    await app.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);

  say('');
  say('SapaLab siap.');
  if (config.transport === 'simulator')
    say(`  Obrolan (simulator)  ${app.publicUrl()}/simulator   lalu tulis: halo`);
  say(`  Halaman petugas      ${app.publicUrl()}/admin`);
  if (config.transport === 'cloud') say(`  Webhook untuk Meta   ${app.publicUrl()}/webhooks/whatsapp`);
  if (administrator) {
    say(
      `  Masuk pertama        ${administrator.email}   kata sandi: ${administrator.password}   (hanya ditampilkan sekali)`,
    );
  }
  if (isDemo) {
    say(`  Petugas contoh       ${DEMO_SIGN_IN.emails.join(', ')}   kata sandi: ${DEMO_SIGN_IN.password}`);
    for (const { email, as } of DEMO_SIGN_IN.others) say(`                       ${email} (${as})`);
  }
  say('  Berhenti             Ctrl-C');
  if (config.transport === 'simulator' && !LOOPBACK.includes(config.host)) {
    say(
      '  Peringatan: simulator terbuka untuk jaringan; siapa pun di sana bisa menulis atas nama nomor mana pun.',
    );
  }
  if (config.transport !== 'simulator' && /localhost|127\.0\.0\.1/.test(app.publicUrl())) {
    say(
      '  Peringatan: PUBLIC_URL masih menunjuk ke komputer ini, tautan dalam pesan tidak akan terbuka di HP warga.',
    );
  }
}
