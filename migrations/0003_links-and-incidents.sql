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
CREATE UNIQUE INDEX `incidents_one_open` ON `incidents` (`kind`,`citizen_id`) WHERE resolved_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_one_open_of_nobody` ON `incidents` (`kind`) WHERE resolved_at is null and citizen_id is null;--> statement-breakpoint
CREATE INDEX `links_by_target` ON `links` (`target`,`expires_at`);--> statement-breakpoint
CREATE INDEX `outbox_unsent` ON `outbox` (`citizen_id`,`id`) WHERE state in ('queued', 'sending');