import { open } from '../../src/db/open.ts';

/**
 * Fills a lab that has been started once with `count` registrations, their contacts, chats and facts:
 * through SQL, because a hundred thousand dialogs would take minutes.
 */
export function seedRegistrations(dataDir: string, count: number): void {
  const opened = open(dataDir);
  if (opened.outcome !== 'opened') throw new Error(`no database: ${opened.outcome}`);
  const { $client } = opened.db;
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})`;
  const names = ['Siti Aminah', 'Budi Santoso', 'Rina Wulandari', 'Agus Prasetyo', 'Dewi Lestari'];
  const name = `json_extract('${JSON.stringify(names)}', '$[' || (i % 5) || ']') || ' ' || i`;
  const stages = ['registered', 'verified', 'testing', 'completed', 'completed', 'completed', 'cancelled'];
  const stage = `json_extract('${JSON.stringify(stages)}', '$[' || (i % 7) || ']')`;
  const at = '1780000000000 + i * 1000';
  const phone = "'62812' || printf('%08d', i)";
  $client.transaction(() => {
    $client.exec(`
      insert into citizens (id, display_name, language, phone, created_at)
        ${numbers} select i, ${name}, 'id', ${phone}, ${at} from n;
      insert into addresses (citizen_id, transport, address, generation, created_at)
        ${numbers} select i, 'simulator', ${phone}, 0, ${at} from n;
      insert into registrations (id, code, citizen_id, person_name, nik, birth_date, visit_on, phone, stage,
          stage_since, expected_on, total_rupiah, payment, version, created_at)
        ${numbers} select i, printf('LAB-%04d-%04d-X', i / 10000, i % 10000), i, ${name},
          printf('33081057%08d', i), '1990-08-17', date(1780000000 + i, 'unixepoch'), ${phone}, ${stage},
          ${at}, date(1780000000 + i, 'unixepoch', '+3 days'), 55000, 'unpaid', 1, ${at} from n;
      insert into cases (service, subject_id, code, unit_id, citizen_id, person_name, phone, nik, status, phase,
          phase_since, source, received_at, clock_from, version)
        select 'laboratory', id, code, 1, citizen_id, person_name, phone, nik, stage,
          case when stage in ('completed', 'cancelled') then 'ended' else 'open' end,
          created_at, 'whatsapp', created_at, created_at, 1 from registrations;
      insert into registration_tests (registration_id, test_id, name, price_rupiah, turnaround_days, in_person)
        ${numbers} select i, t.id, t.name, t.price_rupiah, t.turnaround_days, 0
        from n join tests t on t.id in (1 + i % 50, 51 + i % 50);
      insert into journal (at, actor_kind, actor_id, kind, subject, data)
        ${numbers} select ${at}, 'citizen', i, 'registration.received', 'registration:' || i,
          json_object('kind', 'registration.received', 'registrationId', i) from n;
      insert into intake (transport, message_id, address, phone, kind, text, sent_at, received_at, state, citizen_id)
        ${numbers} select 'simulator', 'old-' || i, ${phone}, ${phone}, 'text', 'kirim', ${at}, ${at}, 'done', i from n;
      insert into outbox (citizen_id, transport, address, generation, priority, text, message_id, state,
          not_before, attempts, created_at)
        ${numbers} select i, 'simulator', ${phone}, 0, 'reply', 'Terdaftar!', 'old-reply-' || i, 'handedOver',
          ${at}, 0, ${at} from n;
    `);
  })();
  opened.close();
}
