ALTER TABLE `cases` ADD `warn_at` integer;--> statement-breakpoint
CREATE INDEX `cases_open_by_due` ON `cases` (case when due_at is null then 9000000000000000 else due_at end,`id`,`phase`,`assignee_id`,`unit_id`,`service`,`due_at`) WHERE phase != 'ended';--> statement-breakpoint
CREATE INDEX `cases_open_by_received` ON `cases` (`received_at`,`id`,`phase`,`assignee_id`,`unit_id`,`service`,`due_at`) WHERE phase != 'ended';--> statement-breakpoint
CREATE INDEX `cases_to_warn` ON `cases` (`warn_at`) WHERE phase = 'open' and paused_at is null and warned_at is null;--> statement-breakpoint
CREATE INDEX `cases_to_escalate` ON `cases` (`due_at`) WHERE phase = 'open' and paused_at is null and escalated_at is null;