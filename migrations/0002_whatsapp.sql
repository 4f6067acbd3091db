CREATE TABLE `whatsapp_sent` (
	`message_id` text PRIMARY KEY NOT NULL,
	`message` blob NOT NULL,
	`sent_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `whatsapp_sent_by_age` ON `whatsapp_sent` (`sent_at`);--> statement-breakpoint
CREATE TABLE `whatsapp_unread` (
	`message_id` text PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`aliases` text,
	`heard_at` integer NOT NULL,
	`asked_at` integer
);
--> statement-breakpoint
ALTER TABLE `citizens` ADD `merged_into` integer;--> statement-breakpoint
ALTER TABLE `incidents` ADD `mailed_at` integer;--> statement-breakpoint
ALTER TABLE `outbox` ADD `repeats` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `outbox` ADD `notice` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `language` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `on_phone` integer DEFAULT false NOT NULL;