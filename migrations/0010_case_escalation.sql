DROP INDEX `cases_to_warn`;--> statement-breakpoint
DROP INDEX `cases_to_escalate`;--> statement-breakpoint
CREATE INDEX `cases_to_warn` ON `cases` (`warned_at`,`warn_at`) WHERE phase = 'open' and paused_at is null;--> statement-breakpoint
CREATE INDEX `cases_to_escalate` ON `cases` (`escalated_at`,`due_at`) WHERE phase = 'open' and paused_at is null;