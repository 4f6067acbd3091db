CREATE TABLE `journal` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` integer,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`data` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `journal_by_subject` ON `journal` (`subject`,`id`);--> statement-breakpoint
CREATE TABLE `bookings` (
	`service` text NOT NULL,
	`day` text NOT NULL,
	`taken` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`service`, `day`)
);
--> statement-breakpoint
CREATE TABLE `holidays` (
	`day` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tests` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	`group` text NOT NULL,
	`parameter` text NOT NULL,
	`method` text NOT NULL,
	`sample` text NOT NULL,
	`price_rupiah` integer NOT NULL,
	`turnaround_days` integer NOT NULL,
	`preparation` text DEFAULT '' NOT NULL,
	`preparation_en` text DEFAULT '' NOT NULL,
	`synonyms` text DEFAULT '' NOT NULL,
	`in_person` integer DEFAULT false NOT NULL,
	`retired_at` integer,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tests_code_unique` ON `tests` (`code`);--> statement-breakpoint
CREATE INDEX `tests_by_group` ON `tests` (`group`,`name`);--> statement-breakpoint
CREATE TABLE `addresses` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`citizen_id` integer NOT NULL,
	`transport` text NOT NULL,
	`address` text NOT NULL,
	`generation` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizens`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `addresses_by_address` ON `addresses` (`transport`,`address`);--> statement-breakpoint
CREATE INDEX `addresses_by_citizen` ON `addresses` (`citizen_id`);--> statement-breakpoint
CREATE TABLE `citizens` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`display_name` text,
	`language` text DEFAULT 'id' NOT NULL,
	`phone` text,
	`opted_out_at` integer,
	`handled_by` integer,
	`handled_since` integer,
	`handled_until` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `consents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`citizen_id` integer NOT NULL,
	`purpose` text NOT NULL,
	`version` integer NOT NULL,
	`decision` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizens`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consents_by_citizen` ON `consents` (`citizen_id`,`purpose`,`id`);--> statement-breakpoint
CREATE TABLE `files` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`stored_as` text NOT NULL,
	`name` text NOT NULL,
	`mime_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`origin` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `files_storedAs_unique` ON `files` (`stored_as`);--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`citizen_id` integer,
	`about` text NOT NULL,
	`created_at` integer NOT NULL,
	`resolved_at` integer,
	`resolved_by` integer
);
--> statement-breakpoint
CREATE INDEX `incidents_open` ON `incidents` (`resolved_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_one_open` ON `incidents` (`kind`,`citizen_id`) WHERE resolved_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_one_open_of_nobody` ON `incidents` (`kind`) WHERE resolved_at is null and citizen_id is null;--> statement-breakpoint
CREATE INDEX `incidents_by_citizen` ON `incidents` (`citizen_id`,`resolved_at`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `links` (
	`slug` text PRIMARY KEY NOT NULL,
	`target` text NOT NULL,
	`opened` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `links_by_target` ON `links` (`target`,`expires_at`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`registration_id` integer NOT NULL,
	`contact` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`registration_id`, `contact`)
);
--> statement-breakpoint
CREATE TABLE `wrong_proofs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`contact` text NOT NULL,
	`by_owner` integer NOT NULL,
	`forgiven` integer DEFAULT false NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `wrong_proofs_by_code` ON `wrong_proofs` (`code`,`by_owner`,`forgiven`,`at`);--> statement-breakpoint
CREATE INDEX `wrong_proofs_by_contact` ON `wrong_proofs` (`contact`,`by_owner`,`at`);--> statement-breakpoint
CREATE TABLE `registration_tests` (
	`registration_id` integer NOT NULL,
	`test_id` integer NOT NULL,
	`name` text NOT NULL,
	`price_rupiah` integer NOT NULL,
	`turnaround_days` integer NOT NULL,
	`in_person` integer NOT NULL,
	PRIMARY KEY(`registration_id`, `test_id`),
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `registrations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`citizen_id` integer NOT NULL,
	`person_name` text NOT NULL,
	`nik` text NOT NULL,
	`birth_date` text NOT NULL,
	`visit_on` text NOT NULL,
	`phone` text NOT NULL,
	`letter_file_id` integer,
	`stage` text NOT NULL,
	`stage_reason` text,
	`stage_since` integer NOT NULL,
	`expected_on` text NOT NULL,
	`expected_reason` text,
	`total_rupiah` integer NOT NULL,
	`payment` text DEFAULT 'unpaid' NOT NULL,
	`receipt_number` text,
	`paid_rupiah` integer,
	`free_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizens`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`letter_file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `registrations_code_unique` ON `registrations` (`code`);--> statement-breakpoint
CREATE INDEX `registrations_by_stage` ON `registrations` (`stage`,`id`);--> statement-breakpoint
CREATE INDEX `registrations_by_visit` ON `registrations` (`visit_on`,`id`);--> statement-breakpoint
CREATE INDEX `registrations_by_citizen` ON `registrations` (`citizen_id`,`id`);--> statement-breakpoint
CREATE INDEX `registrations_by_nik` ON `registrations` (`nik`);--> statement-breakpoint
CREATE INDEX `registrations_by_phone` ON `registrations` (`phone`);--> statement-breakpoint
CREATE INDEX `registrations_by_name` ON `registrations` ("person_name" collate nocase);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`registration_id` integer NOT NULL,
	`version` integer NOT NULL,
	`file_id` integer NOT NULL,
	`evidence` text NOT NULL,
	`mismatch_reason` text,
	`uploaded_by` integer NOT NULL,
	`uploaded_at` integer NOT NULL,
	`validated_by` integer,
	`validated_at` integer,
	`released_by` integer,
	`released_at` integer,
	`goes_out_at` integer,
	`went_out_at` integer,
	`withdrawn_at` integer,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`validated_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`released_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `reports_by_registration` ON `reports` (`registration_id`,`version`);--> statement-breakpoint
CREATE INDEX `reports_due` ON `reports` (`went_out_at`,`goes_out_at`);--> statement-breakpoint
CREATE TABLE `carried_out` (
	`key` text PRIMARY KEY NOT NULL,
	`staff_id` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sign_in_failures` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`blocked_until` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `staff` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`role` text NOT NULL,
	`password_hash` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`last_signed_in_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_email_unique` ON `staff` (`email`);--> statement-breakpoint
CREATE TABLE `staff_sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`staff_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `staff_sessions_by_staff` ON `staff_sessions` (`staff_id`);--> statement-breakpoint
CREATE TABLE `conversations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`citizen_id` integer NOT NULL,
	`flow` text NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`status` text NOT NULL,
	`patience_ends_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizens`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `conversations_by_citizen` ON `conversations` (`citizen_id`,`status`,`id`);--> statement-breakpoint
CREATE TABLE `intake` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`transport` text NOT NULL,
	`message_id` text NOT NULL,
	`address` text NOT NULL,
	`aliases` text,
	`phone` text,
	`display_name` text,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`file_id` integer,
	`file_problem` text,
	`file_reference` text,
	`latitude` text,
	`longitude` text,
	`sent_at` integer NOT NULL,
	`received_at` integer NOT NULL,
	`state` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`retry_at` integer,
	`citizen_id` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `intake_by_message` ON `intake` (`transport`,`message_id`);--> statement-breakpoint
CREATE INDEX `intake_by_state` ON `intake` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `intake_by_citizen` ON `intake` (`citizen_id`,`id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`citizen_id` integer NOT NULL,
	`transport` text NOT NULL,
	`address` text NOT NULL,
	`generation` integer NOT NULL,
	`priority` text NOT NULL,
	`staff_id` integer,
	`text` text NOT NULL,
	`file_id` integer,
	`file_name` text,
	`message_id` text NOT NULL,
	`state` text NOT NULL,
	`not_before` integer NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`last_problem` text,
	`created_at` integer NOT NULL,
	`handed_over_at` integer,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizens`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_messageId_unique` ON `outbox` (`message_id`);--> statement-breakpoint
CREATE INDEX `outbox_by_state` ON `outbox` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_by_citizen` ON `outbox` (`citizen_id`,`id`);--> statement-breakpoint
CREATE INDEX `outbox_unsent` ON `outbox` (`citizen_id`,`id`) WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE TABLE `paces` (
	`citizen_id` integer PRIMARY KEY NOT NULL,
	`window_start` integer NOT NULL,
	`replies` integer NOT NULL,
	`last_input` text NOT NULL,
	`last_reply` text NOT NULL,
	`repeats` integer NOT NULL,
	`silent_until` integer,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizens`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `simulator_messages` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`phone` text NOT NULL,
	`direction` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`file_id` integer,
	`file_name` text,
	`mime_type` text,
	`sent_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `simulator_messages_id_unique` ON `simulator_messages` (`id`);--> statement-breakpoint
CREATE INDEX `simulator_messages_by_phone` ON `simulator_messages` (`phone`,`seq`);--> statement-breakpoint
CREATE TABLE `whatsapp_keys` (
	`type` text NOT NULL,
	`id` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`type`, `id`)
);
