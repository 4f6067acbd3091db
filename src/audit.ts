import './guard.ts';
import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { openReadOnly } from './db/open.ts';
import { journalHead, notedHeads, type Problem, type Verified, verifyJournal } from './domain/chain/index.ts';

const HELP = `Rantai jurnal / the chain of the journal

  npm run audit:verify                   periksa seluruh jurnal / check the whole journal
  npm run audit:verify -- --head HASH    … dan bahwa HASH ada di dalamnya / and that HASH is in it
  npm run audit:head                     ujung rantai sekarang, untuk dicatat di tempat lain / note this elsewhere

Hanya membaca; boleh dijalankan selagi layanan berjalan. / Reads only; the service may be running.
Keluar dengan kode 1 bila ada yang tidak cocok. / Exits with 1 when something does not fit.`;

const PROBLEMS: Record<Problem, string> = {
  missing: 'hilang / missing',
  changed: 'diubah atau dipindahkan / changed or moved',
  dataChanged: 'isinya diubah / its data were changed',
  erasedUnsaid: 'isinya dihapus tanpa catatan / its data were erased without a record',
  unchained: 'tidak berantai; jalankan layanan sekali / not chained; start the service once',
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const giveUp = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const { command, heads } = typedArguments();
const read = readConfig();
if (read.outcome === 'wrong') giveUp(read.problems.join('\n'));
else if (command === 'help') say(HELP);
else if (command === 'head') {
  const { id, hash } = journalHead(database(read.config.dataDir));
  say(`${id} ${hash}`);
} else report(check(database(read.config.dataDir)));

function typedArguments(): { command: 'verify' | 'head' | 'help'; heads: string[] } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { head: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
    });
    const [named = 'verify'] = positionals;
    if (values.help) return { command: 'help', heads: [] };
    if (named !== 'verify' && named !== 'head') return giveUp(HELP);
    return { command: named, heads: values.head?.map((hash) => hash.trim().toLowerCase()) ?? [] };
  } catch (error) {
    // Its first sentence names the option; the rest is for programmers.
    const [problem] = error instanceof Error ? error.message.split('. ') : [];
    return giveUp(`${problem}\n\n${HELP}`);
  }
}

function database(dataDir: string): ReturnType<typeof openReadOnly> {
  try {
    return openReadOnly(dataDir);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    return giveUp(`DATA_DIR: tidak ada data SapaLab di ${dataDir} / no data there (${reason})`);
  }
}

function check(db: ReturnType<typeof openReadOnly>): Verified {
  // A line that overwrites itself is for people; in a log it would be noise.
  const shown = process.stderr.isTTY ? process.stderr : undefined;
  const walk = verifyJournal(db, [...heads, ...notedHeads(db)]);
  for (;;) {
    const step = walk.next();
    if (step.done) {
      shown?.write('\r\u001b[K');
      return step.value;
    }
    shown?.write(`\r${step.value} …`);
  }
}

function report(found: Verified): void {
  if (found.outcome === 'broken') {
    giveUp(`Rantai jurnal putus / chain broken: baris / row ${found.id} ${PROBLEMS[found.problem]}`);
  }
  if (found.outcome === 'headUnknown') {
    giveUp(
      `Jurnal ini bukan yang dulu: ujung ${found.hash} tidak ada di dalamnya / the journal was rewritten: that head is not in it`,
    );
  }
  if (found.outcome === 'whole')
    say(`${found.rows} catatan, rantai utuh / rows, chain whole, head ${found.head.hash}`);
}
