-- Both are new in this version and empty, so they are simply made again.
DROP TABLE `papers`;--> statement-breakpoint
CREATE TABLE `papers` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`registration_id` integer NOT NULL,
	`file_id` integer,
	`sha256` text NOT NULL,
	`made_from` text,
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
CREATE INDEX `papers_by_hash` ON `papers` (`sha256`);--> statement-breakpoint
DROP TABLE `print_orders`;--> statement-breakpoint
CREATE TABLE `print_orders` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`what` text NOT NULL,
	`registration_id` integer,
	`citizen_id` integer,
	`codes` text NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`ordered_at` integer NOT NULL,
	`done_at` integer,
	FOREIGN KEY (`registration_id`) REFERENCES `registrations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`citizen_id`) REFERENCES `citizens`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `print_orders_by_state` ON `print_orders` (`state`,`id`);
