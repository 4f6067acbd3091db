DROP INDEX `notifications_unread`;--> statement-breakpoint
DROP INDEX `notifications_by_staff`;--> statement-breakpoint
ALTER TABLE `notifications` ADD `told_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `notifications_one_unread` ON `notifications` (`staff_id`,`kind`,`subject`) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX `notifications_by_staff` ON `notifications` (`staff_id`,`created_at`,`id`);