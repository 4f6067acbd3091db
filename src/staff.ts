import './guard.ts';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { systemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { migrate } from './db/migrate.ts';
import { open } from './db/open.ts';
import { chainOlderRows } from './domain/chain/index.ts';
import { readLab } from './domain/lab/index.ts';
import { addStaff, changePassword, hashPassword, initialPassword, listStaff } from './domain/staff/index.ts';
import { ROLES } from './domain/staff/values.ts';
import { unitPath } from './domain/units/index.ts';
import { ROOT_UNIT_ID } from './domain/units/table.ts';
import { createTransact } from './transact.ts';

const HELP = `Akun petugas dari baris perintah / staff accounts from the command line

  npm run staff -- add --name "Rina Wulandari" --email rina@lab.example [--role …] [--unit …]
  npm run staff -- password --email rina@lab.example
  npm run staff -- list

--role  ${ROLES.join(', ')} (tanpa ini: liaison)
--unit  nomor instansi dari alamat halamannya, misalnya 4 untuk /admin/units/4 (tanpa ini: laboratorium)

Kata sandi awal dibuat acak, ditampilkan sekali, dan diganti pada saat masuk pertama.
Hentikan layanan dulu: satu proses memegang data.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const giveUp = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

const { positionals, values } = typedArguments();
const [command] = positionals;
if (values.help || command === undefined) say(HELP);
else await carryOut(command);

function typedArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        email: { type: 'string' },
        role: { type: 'string', default: 'liaison' },
        unit: { type: 'string', default: String(ROOT_UNIT_ID) },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // Its first sentence names the option; the rest is for programmers.
    const [problem] = error instanceof Error ? error.message.split('. ') : [];
    return giveUp(`${problem}\n\n${HELP}`);
  }
}

async function carryOut(wanted: string): Promise<void> {
  const read = readConfig();
  if (read.outcome === 'wrong') return giveUp(read.problems.join('\n'));
  const opened = open(read.config.dataDir);
  if (opened.outcome === 'taken')
    return giveUp(`Layanan sedang berjalan dengan data di ${opened.dataDir}; hentikan dulu.`);
  if (opened.outcome === 'unwritable')
    return giveUp(`DATA_DIR: ${opened.dataDir} tidak dapat ditulisi (${opened.reason}).`);
  const { db } = opened;
  migrate(db);
  const lab = readLab(db, read.config.timeZone);
  const transact = createTransact({ db, clock: systemClock, lab: () => lab, notice() {}, committed() {} });
  // After an update this may be the first program to write.
  for (let more = 1; more > 0; ) more = transact({ kind: 'system' }, chainOlderRows);
  const password = initialPassword(systemClock.chance(16));

  if (wanted === 'list') {
    for (const { name, email, role, active } of listStaff(db))
      say(`${active ? ' ' : '×'} ${email}  ${name}  (${role})`);
  } else if (wanted === 'add') {
    const person = z
      .object({
        name: z.string().min(2).max(100),
        email: z.email(),
        role: z.enum(ROLES),
        unit: z.coerce.number().refine((unitId) => unitPath(db, unitId) !== undefined),
      })
      .safeParse(values);
    if (!person.success)
      return giveUp(`--${person.error.issues[0]?.path.join('.')}: isi dengan benar.\n\n${HELP}`);
    const passwordHash = await hashPassword(password, systemClock.chance(16));
    const { unit: unitId, ...account } = person.data;
    const added = transact({ kind: 'system' }, (ctx) =>
      addStaff(ctx, { ...account, unitId, passwordHash, mustChangePassword: true }),
    );
    if (added.outcome === 'emailTaken') return giveUp(`${person.data.email} sudah punya akun.`);
    say(`${person.data.email} ditambahkan. Kata sandi awal: ${password}`);
  } else if (wanted === 'password') {
    const member = listStaff(db).find(({ email }) => email === values.email?.toLowerCase());
    if (!member) return giveUp('--email: akun tidak ditemukan.');
    const passwordHash = await hashPassword(password, systemClock.chance(16));
    transact({ kind: 'system' }, (ctx) =>
      changePassword(ctx, { staffId: member.id, passwordHash, mustChange: true }),
    );
    say(`Kata sandi baru untuk ${member.email}: ${password}`);
  } else {
    return giveUp(`Perintah "${wanted}" tidak dikenal.\n\n${HELP}`);
  }
  opened.close();
}
