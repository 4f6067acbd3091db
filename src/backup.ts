import './guard.ts';
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BackedUp, makeBackup } from './backup/make.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';

const HELP = `npm run backup -- FILE

Membuat satu berkas berisi seluruh data laboratorium (basis data, berkas, kunci WhatsApp), juga selama
layanan berjalan, lalu membacanya kembali dan membandingkan isinya. Dengan BACKUP_PASSPHRASE isinya
dienkripsi.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    // For the nightly job: another folder than DATA_DIR, and an answer a program can read.
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const [target] = positionals;
const read = readConfig();

if (values.help || target === undefined) say(HELP, values.help ? 0 : 1);
else if (read.outcome === 'wrong') say(read.problems.join('\n'), 1);
else {
  // A service that ends takes its backup with it.
  if (process.send) process.on('disconnect', () => process.exit(1));
  const { dataDir, backup } = read.config;
  const made = await makeBackup({
    dataDir: values.data ?? dataDir,
    target: isFolder(target)
      ? `${target}/sapalab-${systemClock.now().toISOString().slice(0, 10)}.backup`
      : target,
    passphrase: backup.passphrase,
    now: systemClock.now(),
    chance: systemClock.chance,
  }).catch((error: unknown) => ({ outcome: 'notVerified' as const, problem: problemOf(error) }));
  say(values.json ? JSON.stringify(made) : wordsOf(made), made.outcome === 'made' ? 0 : 1);
}

function say(text: string, code: number): void {
  (code === 0 || values.json ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = code;
  if (process.connected) process.disconnect();
}

function wordsOf(made: BackedUp): string {
  switch (made.outcome) {
    case 'made': {
      const { bytes, files, tables, rows, sha256, missingFiles, changedFiles } = made;
      const strays = missingFiles + changedFiles;
      return [
        `Cadangan dibuat dan dibaca kembali: ${megabytes(bytes)} MB, ${files} berkas, ${rows} baris dalam ${tables} tabel.`,
        `SHA-256 isi: ${sha256}`,
        ...(strays > 0
          ? [
              `Perhatian: ${missingFiles} berkas warga hilang dan ${changedFiles} berubah di folder data; selebihnya utuh.`,
            ]
          : []),
      ].join('\n');
    }
    case 'noData':
      return 'Tidak ada data SapaLab di DATA_DIR.';
    case 'noSpace':
      return `Ruang tidak cukup: perlu ${megabytes(made.neededBytes)} MB, tersisa ${megabytes(made.freeBytes)} MB.`;
    case 'notVerified':
      return `Cadangan TIDAK dibuat: ${made.problem}.`;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1);
}

function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.message;
}
