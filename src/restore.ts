import './guard.ts';
import { parseArgs } from 'node:util';
import { restore } from './backup/restore.ts';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';

const HELP = `npm run restore -- FILE [--replace]

Mengembalikan cadangan ke DATA_DIR: dibaca dan dibandingkan seluruhnya dulu, baru ditukar. Hentikan
layanan lebih dulu. Bila DATA_DIR sudah berisi data, tambahkan --replace: data lama dipindahkan ke
samping, tidak dihapus.`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' }, replace: { type: 'boolean', default: false } },
});
const [file] = positionals;
const read = readConfig();

if (values.help || file === undefined) say(HELP, values.help ? 0 : 1);
else if (read.outcome === 'wrong') say(read.problems.join('\n'), 1);
else {
  const { dataDir, backup } = read.config;
  const done = await restore({
    file,
    dataDir,
    passphrase: backup.passphrase,
    replace: values.replace,
    now: systemClock.now(),
  });
  switch (done.outcome) {
    case 'restored': {
      const { manifest, aside, missingFiles, changedFiles } = done;
      const tables = Object.values(manifest.databases).flatMap(({ tables: each }) => Object.entries(each));
      const rows = (name: string) => tables.find(([table]) => table === name)?.[1].rows ?? 0;
      say(
        [
          `Dipulihkan ke ${dataDir}: keadaan ${manifest.madeAt}, ${manifest.files.length} berkas, ${tables.length} tabel,`,
          `di antaranya ${rows('registrations')} pendaftaran, ${rows('citizens')} warga, ${rows('intake')} pesan masuk, ${rows('staff')} akun petugas.`,
          ...(aside ? [`Data sebelumnya ada di ${dataDir}/${aside}; hapus bila tidak diperlukan lagi.`] : []),
          ...(missingFiles + changedFiles > 0
            ? [
                `Perhatian: ${missingFiles} berkas warga sudah hilang dan ${changedFiles} sudah berubah sebelum dicadangkan.`,
              ]
            : []),
          'Jalankan layanan, lalu lihat /healthz dan pendaftaran terbaru. Jangan pernah menjalankan dua salinan sekaligus.',
        ].join('\n'),
        0,
      );
      break;
    }
    case 'inUse':
      say(`Layanan sedang berjalan dengan data di ${dataDir}; hentikan dulu.`, 1);
      break;
    case 'notEmpty':
      say(
        `${dataDir} sudah berisi data. Tambahkan --replace: data itu dipindahkan ke samping, tidak dihapus.`,
        1,
      );
      break;
    case 'refused':
      say(`Tidak dipulihkan, data di ${dataDir} tidak disentuh: ${done.problem}.`, 1);
      break;
  }
}

function say(text: string, code: number): void {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = code;
}
