import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { systemClock } from '../../src/clock.ts';
import { migrate } from '../../src/db/migrate.ts';
import { open } from '../../src/db/open.ts';

const PEOPLE = 64;
const TURNS_PER_COMMIT = 50;
const STATE = JSON.stringify({ value: 'asking', context: { answers: 'x'.repeat(1_450) } });
const ANSWER = '(2/7) Berapa NIK-nya? 16 angka di KTP atau KK.';

// As WhatsApp's own: nobody can guess them, so every one lands somewhere else in the index.
export const messageId = (): string => `3EB0${Buffer.from(systemClock.chance(9)).toString('hex')}`;

/**
 * What SQLite alone does: turns per second of prepared statements with the least a durable turn needs
 * (the inbound row, load and save of the state, the reply row), 50 to a FULL commit, in a database that
 * is opened as the lab's is.
 *
 * @param tables `least`: three tables with nothing but those columns; `ours`: the lab's own, with all
 * their columns and indexes, and the inbound row marked as done
 */
export function rawTurnsPerSecond(dataDir: string, turns: number, tables: 'least' | 'ours'): number {
  const opened = open(join(dataDir, `raw-${tables}`));
  if (opened.outcome !== 'opened') throw new Error(`no database: ${opened.outcome}`);
  const sqlite = opened.db.$client;
  if (tables === 'ours') migrate(opened.db);
  const turn = tables === 'ours' ? turnInOurTables(sqlite) : turnInLeastTables(sqlite);
  const batch = sqlite.transaction((first: number) => {
    for (let place = first; place < first + TURNS_PER_COMMIT; place += 1) turn(1 + (place % PEOPLE));
  });
  const began = performance.now();
  for (let first = 0; first < turns; first += TURNS_PER_COMMIT) batch.immediate(first);
  const seconds = (performance.now() - began) / 1_000;
  opened.close();
  return turns / seconds;
}

type Turn = (person: number) => void;

function turnInLeastTables(sqlite: Database): Turn {
  sqlite.exec(`
    create table states (id integer primary key, state text not null);
    create table inbound
      (id integer primary key, message_id text not null unique, address text not null, text text not null);
    create table replies
      (id integer primary key, message_id text not null unique, address text not null, text text not null);
  `);
  const begin = sqlite.prepare('insert into states (id, state) values (?, ?)');
  for (let person = 1; person <= PEOPLE; person += 1) begin.run(person, STATE);
  const receive = sqlite.prepare('insert into inbound (message_id, address, text) values (?, ?, ?)');
  const load = sqlite.prepare('select state from states where id = ?').pluck();
  const save = sqlite.prepare('update states set state = ? where id = ?');
  const answer = sqlite.prepare('insert into replies (message_id, address, text) values (?, ?, ?)');
  return (person) => {
    const address = `6281200${person}`;
    receive.run(messageId(), address, 'siti aminah');
    save.run(load.get(person), person);
    answer.run(messageId(), address, ANSWER);
  };
}

function turnInOurTables(sqlite: Database): Turn {
  const person = sqlite.prepare("insert into citizens (id, language, created_at) values (?, 'id', 0)");
  const begin = sqlite.prepare(`insert into conversations
    (id, citizen_id, flow, version, state, status, patience_ends_at, updated_at)
    values (?, ?, 'laboratory', 1, ?, 'running', 0, 0)`);
  for (let id = 1; id <= PEOPLE; id += 1) {
    person.run(id);
    begin.run(id, id, STATE);
  }
  const receive = sqlite.prepare(`insert into intake
    (transport, message_id, address, phone, kind, text, sent_at, received_at, state)
    values ('bench', ?, ?, ?, 'text', ?, ?, ?, 'pending')`);
  const load = sqlite
    .prepare("select state from conversations where citizen_id = ? and status = 'running'")
    .pluck();
  const save = sqlite.prepare(
    'update conversations set state = ?, patience_ends_at = ?, updated_at = ? where id = ?',
  );
  const done = sqlite.prepare("update intake set state = 'done', citizen_id = ? where id = ?");
  const answer = sqlite.prepare(`insert into outbox
    (citizen_id, transport, address, generation, priority, text, message_id, state, not_before, created_at)
    values (?, 'bench', ?, 0, 'reply', ?, ?, 'queued', ?, ?)`);
  return (id) => {
    const address = `6281200${id}`;
    const at = Math.trunc(performance.now());
    const { lastInsertRowid } = receive.run(messageId(), address, address, 'siti aminah', at, at);
    save.run(load.get(id), at, at, id);
    done.run(id, lastInsertRowid);
    answer.run(id, address, ANSWER, messageId(), at, at);
  };
}
