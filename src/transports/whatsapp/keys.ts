import {
  type AuthenticationCreds,
  type AuthenticationState,
  BufferJSON,
  initAuthCreds,
  proto,
  type SignalDataSet,
  type SignalDataTypeMap,
} from '@whiskeysockets/baileys';
import type { Db } from '../../db/open.ts';

/** The keys of the paired account, in the lab's own database. */
export interface Keys {
  /** Keys for the next socket. A pairing that was begun and not finished is forgotten first. */
  auth(): AuthenticationState;
  isPaired(): boolean;
  /** Tells of a person's identity before it is stored, as `identityChanged` of another one. */
  identityUsed(signalAddress: string, key: Uint8Array): void;
  /** Writes the account's own keys down after Baileys has changed them. */
  saveCreds(): void;
  /** Forgets the account. Sockets that still hold the old keys can no longer write. */
  wipe(): void;
  /** Cuts every socket off, before the database closes. What it still decrypts will be sent again. */
  retire(): void;
}

// Deleted, until the row is cleared away. Puts and deletes then share one statement, and a statement
// is all or nothing by itself: only `transact` opens transactions.
const DELETED = 'null';

/** What the stored keys show about people, told before it is stored. */
export interface KeyNews {
  /** The phone at this address has a new identity. */
  identityChanged(address: string): void;
  /** This account has this number, which was not known before. */
  numberLearned(lid: string, number: string): void;
}

/**
 * Opens the stored keys, or makes those of a new device when there are none.
 *
 * @throws when the stored keys are damaged: a new device in their place would lose the lab its chats
 */
export function openKeys(db: Db, news: KeyNews): Keys {
  const sql = statementsOn(db);
  sql.clearDeleted.run();
  let creds = storedCreds(sql);
  let age = 0;
  /** Identities that were told with a message and are not stored yet. */
  const told = new Set<string>();

  const saveCreds = () => {
    sql.write.run(JSON.stringify([['creds', '', encode(creds)]]));
  };
  const wipe = () => {
    age += 1;
    sql.wipe.run();
    creds = initAuthCreds();
    saveCreds();
  };
  if (!creds.me) saveCreds();

  return {
    saveCreds,
    wipe,
    retire: () => {
      age += 1;
    },
    isPaired: () => creds.account !== undefined,
    identityUsed(id, key) {
      const value = encode(key);
      if (tellIdentity(sql, news, id, value)) told.add(`${id} ${value}`);
    },
    auth() {
      if (creds.me && !creds.account) wipe();
      const mine = age;
      return {
        creds,
        keys: {
          get: (type, ids) => (mine === age ? read(sql, type, ids) : {}),
          set: (data) => {
            if (mine === age) write(sql, data, news, told);
          },
        },
      };
    },
  };
}

type Statements = ReturnType<typeof statementsOn>;

function statementsOn({ $client }: Db) {
  return {
    all: $client.prepare<[], { type: string; isWhole: number }>(
      'SELECT type, json_valid(value) AS isWhole FROM whatsapp_keys',
    ),
    read: $client
      .prepare<[string, string], string>('SELECT value FROM whatsapp_keys WHERE type = ? AND id = ?')
      .pluck(),
    write: $client.prepare<[string]>(
      `INSERT INTO whatsapp_keys (type, id, value)
       SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE true
       ON CONFLICT (type, id) DO UPDATE SET value = excluded.value`,
    ),
    clear: $client.prepare<[string]>(
      `DELETE FROM whatsapp_keys WHERE value = '${DELETED}'
       AND (type, id) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
    ),
    clearDeleted: $client.prepare(`DELETE FROM whatsapp_keys WHERE value = '${DELETED}'`),
    wipe: $client.prepare('DELETE FROM whatsapp_keys'),
  };
}

function read<Type extends keyof SignalDataTypeMap>(sql: Statements, type: Type, ids: string[]) {
  const found: { [id: string]: SignalDataTypeMap[Type] } = {};
  for (const id of ids) {
    const text = stored(sql, type, id);
    if (text === undefined) continue;
    const value = decode(text, type);
    // The table gives back what Baileys put in under the same type.
    found[id] = (
      type === 'app-state-sync-key' ? proto.Message.AppStateSyncKeyData.fromObject(value) : value
    ) as SignalDataTypeMap[Type];
  }
  return found;
}

function write(sql: Statements, data: SignalDataSet, news: KeyNews, told: Set<string>): void {
  const rows: [type: string, id: string, value: string][] = [];
  for (const [type, values] of Object.entries(data)) {
    for (const [id, value] of Object.entries(values ?? {})) {
      rows.push([type, id, value == null ? DELETED : encode(value)]);
    }
  }
  for (const [type, id, value] of rows) {
    if (value === DELETED) continue;
    // Told before it is stored: if telling fails the change is found again with the next message.
    // Told with its message it is not told again: the answer to that message would be held.
    if (type === 'identity-key' && !told.delete(`${id} ${value}`)) tellIdentity(sql, news, id, value);
    // Every pair stands here twice; the other row begins with the LID.
    if (type === 'lid-mapping' && /^\d+$/.test(id)) tellNumber(sql, news, id, value);
  }
  const all = JSON.stringify(rows);
  sql.write.run(all);
  if (rows.some(([, , value]) => value === DELETED)) sql.clear.run(all);
}

/** @returns whether it is another one than before */
function tellIdentity(sql: Statements, news: KeyNews, id: string, value: string): boolean {
  const address = phoneOrLid(id);
  if (!address) return false;
  const number = numberOf(sql, id);
  const known = stored(sql, 'identity-key', id);
  // Whoever was heard under their number alone has left their identity there.
  const before = known ?? (number && stored(sql, 'identity-key', `${number}.0`));
  if (before === undefined || before === value) return false;
  news.identityChanged(address);
  if (known === undefined) news.identityChanged(`${number}@s.whatsapp.net`);
  return true;
}

function tellNumber(sql: Statements, news: KeyNews, number: string, value: string): void {
  const before = stored(sql, 'lid-mapping', number);
  if (before === value) return;
  // First whose it was: perhaps nobody was known there when that was learned, and the next holder is another.
  for (const lid of before === undefined ? [value] : [before, value])
    news.numberLearned(`${decode(lid, 'lid-mapping')}@lid`, `${number}@s.whatsapp.net`);
}

/** The digits of the number that the account at this Signal address has, as far as we were told. */
function numberOf(sql: Statements, signalAddress: string): string | undefined {
  const [, lid] = /^(\d+)_1\.0$/.exec(signalAddress) ?? [];
  const number = lid === undefined ? undefined : stored(sql, 'lid-mapping', `${lid}_reverse`);
  return number === undefined ? undefined : decode(number, 'lid-mapping');
}

function stored(sql: Statements, type: string, id: string): string | undefined {
  const text = sql.read.get(type, id);
  return text === DELETED ? undefined : text;
}

/** The address of a person's own phone; linked devices come and go and prove nothing. */
function phoneOrLid(signalAddress: string): string | undefined {
  const [, user, domain = '0'] = /^(\d+)(?:_(\d+))?\.0$/.exec(signalAddress) ?? [];
  if (user === undefined) return undefined;
  return domain === '1' || domain === '129' ? `${user}@lid` : `${user}@s.whatsapp.net`;
}

function storedCreds(sql: Statements): AuthenticationCreds {
  const rows = sql.all.all();
  const broken = rows.find((row) => !row.isWhole);
  if (broken) throw damaged(broken.type);
  const text = sql.read.get('creds', '');
  if (text === undefined && rows.length > 0) throw damaged('creds');
  if (text === undefined) return initAuthCreds();
  const creds = decode(text, 'creds');
  if (!isWhole(creds)) throw damaged('creds');
  return creds;
}

function isWhole(creds: unknown): creds is AuthenticationCreds {
  const isKeyPair = (pair: unknown) =>
    isRecord(pair) &&
    [pair.public, pair.private].every((key) => key instanceof Uint8Array && key.length >= 32);
  return (
    isRecord(creds) &&
    [creds.noiseKey, creds.pairingEphemeralKeyPair, creds.signedIdentityKey].every(isKeyPair) &&
    isRecord(creds.signedPreKey) &&
    isKeyPair(creds.signedPreKey.keyPair) &&
    typeof creds.advSecretKey === 'string' &&
    [creds.registrationId, creds.nextPreKeyId, creds.firstUnuploadedPreKeyId].every(Number.isInteger)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function damaged(type: string, cause?: unknown): Error {
  return new Error(
    `The stored WhatsApp keys are damaged (${type}). Nothing was changed. Stop here and look at the disk; ` +
      'then either put the database back as it was, or empty the table whatsapp_keys and pair the phone again.',
    { cause },
  );
}

function encode(value: unknown): string {
  return JSON.stringify(value, BufferJSON.replacer);
}

function decode(text: string, type: string) {
  try {
    return JSON.parse(text, BufferJSON.reviver);
  } catch (error) {
    throw damaged(type, error);
  }
}
