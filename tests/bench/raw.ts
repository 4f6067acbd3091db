import { join } from 'node:path';
import { systemClock } from '../../src/clock.ts';
import { open } from '../../src/db/open.ts';

const STATE = JSON.stringify({ value: 'asking', context: { answers: 'x'.repeat(1_450) } });

// As WhatsApp's own: nobody can guess them, so every one lands somewhere else in the index.
export const messageId = (): string => `3EB0${Buffer.from(systemClock.chance(9)).toString('hex')}`;

/**
 * What SQLite alone does: turns per second of prepared statements with the least a durable turn needs
 * (the inbound row, load and save of the state, the reply row), 50 to a FULL commit, in a database that
 * is opened as the lab's is.
 */
export function rawTurnsPerSecond(dataDir: string, turns: number): number {
  const opened = open(join(dataDir, 'raw'));
  if (opened.outcome !== 'opened') throw new Error(`no database: ${opened.outcome}`);
  const db = opened.db.$client;
  db.exec(`
    create table states (id integer primary key, state text not null);
    create table inbound (id integer primary key, message_id text not null unique, address text not null, text text not null);
    create table replies (id integer primary key, message_id text not null unique, address text not null, text text not null);
  `);
  const addState = db.prepare('insert into states (id, state) values (?, ?)');
  for (let person = 0; person < 64; person += 1) addState.run(person, STATE);
  const receive = db.prepare('insert into inbound (message_id, address, text) values (?, ?, ?)');
  const load = db.prepare('select state from states where id = ?');
  const save = db.prepare('update states set state = ? where id = ?');
  const answer = db.prepare('insert into replies (message_id, address, text) values (?, ?, ?)');
  const batch = db.transaction((first: number) => {
    for (let turn = first; turn < first + 50; turn += 1) {
      const person = turn % 64;
      receive.run(messageId(), `62812${person}`, 'siti aminah');
      const { state } = load.get(person) as { state: string }; // one column of one row that is there
      save.run(state, person);
      answer.run(messageId(), `62812${person}`, '(2/7) Berapa NIK-nya? 16 angka di KTP atau KK.');
    }
  });
  const began = performance.now();
  for (let first = 0; first < turns; first += 50) batch.immediate(first);
  const seconds = (performance.now() - began) / 1_000;
  opened.close();
  return turns / seconds;
}
