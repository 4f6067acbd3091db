CREATE TABLE `letter_numbers` (
	`year` integer PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `papers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`registration_id` integer NOT NULL,
	`file_id` integer NOT NULL,
	`number` text,
	`issued_at` integer,
	`replaced_at` integer,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `papers_code_unique` ON `papers` (`code`);--> statement-breakpoint
CREATE INDEX `papers_by_registration` ON `papers` (`registration_id`,`kind`,`id`);--> statement-breakpoint
CREATE INDEX `papers_by_file` ON `papers` (`file_id`);--> statement-breakpoint
CREATE TABLE `print_orders` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`what` text NOT NULL,
	`registration_id` integer,
	`citizen_id` integer,
	`state` text DEFAULT 'waiting' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`ordered_at` integer NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizens`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `print_orders_by_state` ON `print_orders` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `visit_proposals` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`registration_id` integer NOT NULL,
	`day` text NOT NULL,
	`reason` text NOT NULL,
	`proposed_by` integer NOT NULL,
	`proposed_at` integer NOT NULL,
	`answer` text,
	`answered_at` integer,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `visit_proposals_by_registration` ON `visit_proposals` (`registration_id`,`id`);--> statement-breakpoint
CREATE TABLE `sheet_checks` (
	`file_id` integer PRIMARY KEY NOT NULL,
	`kind` text,
	`rows` integer NOT NULL,
	`mistakes` text NOT NULL,
	`mistake_count` integer NOT NULL,
	`corrected_file_id` integer,
	`corrected_cells` integer DEFAULT 0 NOT NULL,
	`checked_at` integer NOT NULL,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`corrected_file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `shipment_documents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`registration_id` integer NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`file_id` integer NOT NULL,
	`file_name` text NOT NULL,
	`verdict` text DEFAULT 'waiting' NOT NULL,
	`reason` text,
	`judged_by` integer,
	`judged_at` integer,
	`sent_at` integer NOT NULL,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `shipment_documents_by_registration` ON `shipment_documents` (`registration_id`,`kind`,`version`);--> statement-breakpoint
CREATE TABLE `shipment_samples` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`registration_id` integer NOT NULL,
	`position` integer NOT NULL,
	`test_id` integer NOT NULL,
	`test_name` text NOT NULL,
	`sample_type` text NOT NULL,
	`samples` integer NOT NULL,
	`boxes` integer NOT NULL,
	`received_samples` integer,
	`received_boxes` integer,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `shipment_samples_in_order` ON `shipment_samples` (`registration_id`,`position`);--> statement-breakpoint
CREATE TABLE `shipments` (
	`registration_id` integer PRIMARY KEY NOT NULL,
	`street` text NOT NULL,
	`rt` text NOT NULL,
	`rw` text NOT NULL,
	`village` text NOT NULL,
	`subdistrict` text NOT NULL,
	`province_code` text NOT NULL,
	`province_name` text NOT NULL,
	`regency_code` text NOT NULL,
	`regency_name` text NOT NULL,
	`category` text NOT NULL,
	`received_at` integer,
	`received_by` integer,
	`received_note` text,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `tour_kinds` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`name_en` text NOT NULL,
	`about` text NOT NULL,
	`about_en` text NOT NULL,
	`hours` integer NOT NULL,
	`smallest_group` integer NOT NULL,
	`largest_group` integer NOT NULL,
	`price_rupiah` integer NOT NULL,
	`retired_at` integer,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tours` (
	`registration_id` integer PRIMARY KEY NOT NULL,
	`kind_id` integer NOT NULL,
	`kind_name` text NOT NULL,
	`visitors` integer NOT NULL,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`kind_id`) REFERENCES `tour_kinds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- Every registration until now was one of the laboratory. What was erased of it was kept as empty text.
CREATE TABLE `__new_registrations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`service` text NOT NULL,
	`code` text NOT NULL,
	`citizen_id` integer NOT NULL,
	`person_name` text NOT NULL,
	`nik` text,
	`birth_date` text,
	`institution` text,
	`email` text,
	`visit_on` text NOT NULL,
	`until_on` text,
	`places` integer DEFAULT 1 NOT NULL,
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
	`reminded_for` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizens`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`letter_file_id`) REFERENCES `files`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_registrations`("id", "service", "code", "citizen_id", "person_name", "nik", "birth_date", "institution", "email", "visit_on", "until_on", "places", "phone", "letter_file_id", "stage", "stage_reason", "stage_since", "expected_on", "expected_reason", "total_rupiah", "payment", "receipt_number", "paid_rupiah", "free_reason", "reminded_for", "version", "created_at") SELECT "id", 'laboratory', "code", "citizen_id", "person_name", nullif("nik", ''), iif("person_name" = '', null, "birth_date"), null, null, "visit_on", null, 1, "phone", "letter_file_id", "stage", "stage_reason", "stage_since", "expected_on", "expected_reason", "total_rupiah", "payment", "receipt_number", "paid_rupiah", "free_reason", "reminded_for", "version", "created_at" FROM `registrations`;--> statement-breakpoint
DROP TABLE `registrations`;--> statement-breakpoint
ALTER TABLE `__new_registrations` RENAME TO `registrations`;--> statement-breakpoint
CREATE UNIQUE INDEX `registrations_code_unique` ON `registrations` (`code`);--> statement-breakpoint
CREATE INDEX `registrations_by_stage` ON `registrations` (`stage`,`id`);--> statement-breakpoint
CREATE INDEX `registrations_by_service` ON `registrations` (`service`,`stage`,`id`);--> statement-breakpoint
CREATE INDEX `registrations_by_visit` ON `registrations` (`visit_on`,`id`);--> statement-breakpoint
CREATE INDEX `registrations_by_citizen` ON `registrations` (`citizen_id`,`id`);--> statement-breakpoint
ALTER TABLE `registration_tests` ADD `samples` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `decision` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `number` text;