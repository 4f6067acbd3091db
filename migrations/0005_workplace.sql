CREATE TABLE `canned_replies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`shortcut` text NOT NULL,
	`title` text NOT NULL,
	`text` text NOT NULL,
	`text_en` text DEFAULT '' NOT NULL,
	`service` text,
	`version` integer DEFAULT 1 NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `canned_replies_by_shortcut` ON `canned_replies` ("shortcut" collate nocase);--> statement-breakpoint
CREATE TABLE `bulk_actions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`staff_id` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`before` text NOT NULL,
	`undone_at` integer,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `case_checks` (
	`case_id` integer NOT NULL,
	`item` text NOT NULL,
	`staff_id` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`case_id`, `item`),
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `case_notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`case_id` integer NOT NULL,
	`staff_id` integer NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`case_id`) REFERENCES `cases`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `case_notes_by_case` ON `case_notes` (`case_id`,`id`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`service` text NOT NULL,
	`subject_id` integer NOT NULL,
	`code` text NOT NULL,
	`number` integer,
	`unit_id` integer NOT NULL,
	`assignee_id` integer,
	`assigned_at` integer,
	`citizen_id` integer,
	`person_name` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`nik` text DEFAULT '' NOT NULL,
	`status` text NOT NULL,
	`phase` text NOT NULL,
	`phase_since` integer NOT NULL,
	`category` text DEFAULT '' NOT NULL,
	`classification` text DEFAULT '' NOT NULL,
	`area` text DEFAULT '' NOT NULL,
	`source` text NOT NULL,
	`received_at` integer NOT NULL,
	`clock_from` integer NOT NULL,
	`due_at` integer,
	`paused_at` integer,
	`warned_at` integer,
	`escalated_at` integer,
	`first_answered_at` integer,
	`ended_at` integer,
	`missed` integer DEFAULT false NOT NULL,
	`held_reason` text,
	`held_since` integer,
	`erased_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assignee_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizens`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_code_unique` ON `cases` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_by_subject` ON `cases` (`service`,`subject_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_by_number` ON `cases` (`service`,`number`) WHERE number is not null;--> statement-breakpoint
CREATE INDEX `cases_by_phase` ON `cases` (`phase`,`unit_id`,`id`);--> statement-breakpoint
CREATE INDEX `cases_by_assignee` ON `cases` (`assignee_id`,`phase`,`id`);--> statement-breakpoint
CREATE INDEX `cases_due` ON `cases` (`due_at`) WHERE phase != 'ended';--> statement-breakpoint
CREATE INDEX `cases_by_citizen` ON `cases` (`citizen_id`,`id`);--> statement-breakpoint
CREATE INDEX `cases_by_nik` ON `cases` (`nik`) WHERE nik != '';--> statement-breakpoint
CREATE INDEX `cases_by_phone` ON `cases` (`phone`) WHERE phone != '';--> statement-breakpoint
CREATE INDEX `cases_by_name` ON `cases` ("person_name" collate nocase);--> statement-breakpoint
CREATE INDEX `cases_by_received` ON `cases` (`received_at`,`id`);--> statement-breakpoint
CREATE TABLE `test_prices` (
	`test_id` integer NOT NULL,
	`valid_from` text NOT NULL,
	`price_rupiah` integer NOT NULL,
	PRIMARY KEY(`test_id`, `valid_from`),
	FOREIGN KEY (`test_id`) REFERENCES `tests`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `digests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`day` text NOT NULL,
	`staff_id` integer NOT NULL,
	`items` text NOT NULL,
	`posted_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `digests_once` ON `digests` (`kind`,`day`,`staff_id`);--> statement-breakpoint
CREATE TABLE `exports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`staff_id` integer NOT NULL,
	`format` text NOT NULL,
	`search` text NOT NULL,
	`state` text NOT NULL,
	`rows_done` integer DEFAULT 0 NOT NULL,
	`rows_total` integer,
	`stored_as` text,
	`created_at` integer NOT NULL,
	`ready_at` integer,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exports_by_staff` ON `exports` (`staff_id`,`id`);--> statement-breakpoint
CREATE TABLE `job_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`job` text NOT NULL,
	`day` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`state` text NOT NULL,
	`tries` integer DEFAULT 1 NOT NULL,
	`result` text,
	`problem` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `job_runs_once` ON `job_runs` (`job`,`day`);--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`staff_id` integer NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`about` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`read_at` integer,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `notifications_by_staff` ON `notifications` (`staff_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`staff_id`) WHERE read_at is null;--> statement-breakpoint
CREATE TABLE `retention_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`day` text NOT NULL,
	`counted_at` integer NOT NULL,
	`found` text NOT NULL,
	`held` integer DEFAULT 0 NOT NULL,
	`agreed_by` integer,
	`agreed_at` integer,
	`erased` text,
	`ended_at` integer
);
--> statement-breakpoint
CREATE TABLE `chat_links` (
	`code` text PRIMARY KEY NOT NULL,
	`staff_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `password_links` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`staff_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`staff_id` integer NOT NULL,
	`code_hash` text NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`staff_id`, `code_hash`),
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `message_texts` (
	`message` text NOT NULL,
	`language` text NOT NULL,
	`text` text NOT NULL,
	`staff_id` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`message`, `language`)
);
--> statement-breakpoint
CREATE TABLE `unit_messages` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`thread_id` integer NOT NULL,
	`unit_id` integer NOT NULL,
	`staff_id` integer NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`thread_id`) REFERENCES `unit_threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_messages_by_thread` ON `unit_messages` (`thread_id`,`id`);--> statement-breakpoint
CREATE TABLE `unit_thread_members` (
	`thread_id` integer NOT NULL,
	`unit_id` integer NOT NULL,
	`unread` integer NOT NULL,
	`read_at` integer,
	`read_by` integer,
	PRIMARY KEY(`thread_id`, `unit_id`),
	FOREIGN KEY (`thread_id`) REFERENCES `unit_threads`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`read_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_thread_members_by_unit` ON `unit_thread_members` (`unit_id`,`thread_id`);--> statement-breakpoint
CREATE INDEX `unit_thread_members_unread` ON `unit_thread_members` (`unit_id`) WHERE unread = 1;--> statement-breakpoint
CREATE TABLE `unit_threads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`from_unit_id` integer NOT NULL,
	`subject` text DEFAULT '' NOT NULL,
	`is_announcement` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_at` integer NOT NULL,
	FOREIGN KEY (`from_unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `unit_threads_by_last` ON `unit_threads` (`last_at`,`id`);--> statement-breakpoint
CREATE TABLE `units` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`parent_id` integer,
	`path` text NOT NULL,
	`name` text NOT NULL,
	`alias` text DEFAULT '' NOT NULL,
	`email` text DEFAULT '' NOT NULL,
	`website` text DEFAULT '' NOT NULL,
	`phone` text DEFAULT '' NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`services` text DEFAULT '[]' NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`parent_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `units_path_unique` ON `units` (`path`);--> statement-breakpoint
CREATE INDEX `units_by_parent` ON `units` (`parent_id`,"name" collate nocase);--> statement-breakpoint
ALTER TABLE `journal` ADD `data_hash` text;--> statement-breakpoint
ALTER TABLE `journal` ADD `hash` text;--> statement-breakpoint
CREATE INDEX `journal_by_actor` ON `journal` (`actor_kind`,`actor_id`,`id`);--> statement-breakpoint
ALTER TABLE `staff` ADD `unit_id` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `staff` ADD `services` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `staff` ADD `username` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `phone` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `staff` ADD `sex` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `birth_date` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `must_change_password` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `staff` ADD `second_factor_secret` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `second_factor_since` integer;--> statement-breakpoint
ALTER TABLE `staff` ADD `second_factor_step` integer;--> statement-breakpoint
ALTER TABLE `staff` ADD `citizen_id` integer REFERENCES citizens(id);--> statement-breakpoint
ALTER TABLE `staff` ADD `wants_whats_app` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `staff` ADD `digest_at` text;--> statement-breakpoint
ALTER TABLE `staff` ADD `away_until` integer;--> statement-breakpoint
ALTER TABLE `staff` ADD `removed_at` integer;--> statement-breakpoint
ALTER TABLE `staff` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `staff_by_username` ON `staff` (`username`) WHERE username is not null;--> statement-breakpoint
CREATE UNIQUE INDEX `staff_by_citizen` ON `staff` (`citizen_id`) WHERE citizen_id is not null;--> statement-breakpoint
CREATE INDEX `staff_by_unit` ON `staff` (`unit_id`);--> statement-breakpoint
ALTER TABLE `staff_sessions` ADD `address` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `staff_sessions` ADD `browser` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `staff_sessions` ADD `awaits_second_factor` integer DEFAULT false NOT NULL;--> statement-breakpoint
INSERT INTO units (id, parent_id, path, name, alias, created_at)
  VALUES (1, NULL, '/1/', 'Balai Laboratorium Kesehatan Masyarakat Magelang', 'Labkesmas Magelang', unixepoch() * 1000);--> statement-breakpoint
UPDATE units SET name = coalesce((SELECT json_extract(value, '$') FROM settings WHERE key = 'name'), name),
  alias = coalesce((SELECT json_extract(value, '$') FROM settings WHERE key = 'shortName'), alias);--> statement-breakpoint
UPDATE staff SET role = 'liaison' WHERE role = 'officer';--> statement-breakpoint
INSERT INTO cases (service, subject_id, code, unit_id, citizen_id, person_name, phone, nik, status, phase, phase_since,
    source, received_at, clock_from, due_at, ended_at)
  SELECT 'laboratory', id, code, 1, citizen_id, person_name, phone, nik, stage,
    CASE WHEN stage IN ('completed', 'rejected', 'cancelled') THEN 'ended'
      WHEN stage IN ('verified', 'sampleRejected') THEN 'waiting' ELSE 'open' END,
    stage_since, 'whatsapp', created_at, created_at,
    -- 14:00 in Jakarta; the next change of the request puts it right.
    CASE WHEN stage IN ('completed', 'rejected', 'cancelled', 'sampleRejected') THEN NULL
      WHEN stage IN ('registered', 'verified') THEN unixepoch(visit_on || ' 07:00:00') * 1000
      ELSE unixepoch(expected_on || ' 07:00:00') * 1000 END,
    CASE WHEN stage IN ('completed', 'rejected', 'cancelled') THEN stage_since END
  FROM registrations ORDER BY id;
