// Imported before anything else: on an older Node the database's binary ends the process without a word.
const NODE_API_NEEDED = 10;

if (Number(process.versions.napi) < NODE_API_NEEDED) {
  console.error(
    `SapaLab perlu Node 22.18 atau lebih baru, ini ${process.version}. Jalankan lewat "npm start". / SapaLab needs Node 22.18 or newer; start it with "npm start".`,
  );
  process.exit(1);
}

// Whatever is written from here on holds patients' data: for nobody else on this machine.
process.umask(0o077);
