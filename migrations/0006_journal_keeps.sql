-- The journal is only ever appended to. What may change in a row: a row older than the chain gets its
-- hashes once, and personal data whose time is over are taken out of a chained row (src/domain/chain/).
CREATE TRIGGER `journal_keeps_rows` BEFORE DELETE ON `journal`
BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: no row is deleted');
END;
--> statement-breakpoint
-- INSERT OR REPLACE would delete without asking the trigger above.
CREATE TRIGGER `journal_replaces_none` BEFORE INSERT ON `journal`
WHEN EXISTS (SELECT 1 FROM `journal` WHERE `id` = new.`id`)
BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: no row is replaced');
END;
--> statement-breakpoint
CREATE TRIGGER `journal_keeps_words` BEFORE UPDATE ON `journal`
WHEN NOT (
  new.`id` IS old.`id` AND new.`at` IS old.`at`
  AND new.`actor_kind` IS old.`actor_kind` AND new.`actor_id` IS old.`actor_id`
  AND new.`kind` IS old.`kind` AND new.`subject` IS old.`subject`
  AND (
    (old.`hash` IS NULL AND old.`data_hash` IS NULL
      AND new.`hash` IS NOT NULL AND new.`data_hash` IS NOT NULL AND new.`data` IS old.`data`)
    OR
    (old.`hash` IS NOT NULL AND new.`hash` IS old.`hash` AND new.`data_hash` IS old.`data_hash`
      AND old.`kind` != 'journal.erased'
      AND new.`data` IS json_object('kind', old.`kind`, 'erased', json('true')))
  )
)
BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: no row is changed');
END;
