import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeBackup } from '../../src/backup/make.ts';
import { migrate } from '../../src/db/migrate.ts';
import { type Db, open } from '../../src/db/open.ts';
import { citizens } from '../../src/domain/citizens/table.ts';
import { files } from '../../src/domain/files/table.ts';
import { whatsappKeys } from '../../src/transports/whatsapp/table.ts';

export const PASSPHRASE = 'empat-kuda-di-lapangan';
const NOW = new Date('2026-11-20T02:00:00Z');
const chance = (count: number) => new Uint8Array(count).fill(7);

/** A data folder with a little of everything, still held by its service. */
export function labOnDisk({ letters = 3 } = {}): { root: string; dataDir: string; db: Db; close(): void } {
  const root = mkdtempSync(join(tmpdir(), 'sapalab-backup-'));
  const dataDir = join(root, 'data');
  const opened = open(dataDir);
  if (opened.outcome !== 'opened') throw new Error(opened.outcome);
  const { db } = opened;
  migrate(db);
  db.insert(citizens).values({ displayName: 'Siti Aminah', phone: '6281200001111', createdAt: NOW }).run();
  db.insert(whatsappKeys).values({ type: 'creds', id: 'creds', value: 'rahasia-kunci-wa' }).run();
  for (let letter = 0; letter < letters; letter += 1) {
    const storedAs = `aa/bb/letter-${letter}.pdf`;
    const path = join(dataDir, 'files', storedAs);
    const bytes = createHash('sha512').update(`letter ${letter}`).digest();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    db.insert(files)
      .values({
        storedAs,
        name: 'surat.pdf',
        mimeType: 'application/pdf',
        sizeBytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        origin: 'citizen',
        createdAt: NOW,
      })
      .run();
  }
  return { root, dataDir, db, close: opened.close };
}

/** Backs a data folder up into a file beside it. */
export async function backUp(lab: { root: string; dataDir: string }, passphrase?: string) {
  const target = join(lab.root, 'lab.backup');
  const made = await makeBackup({ dataDir: lab.dataDir, target, passphrase, now: NOW, chance });
  return { target, made };
}
