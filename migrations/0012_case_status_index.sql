DROP INDEX `registrations_by_nik`;--> statement-breakpoint
DROP INDEX `registrations_by_phone`;--> statement-breakpoint
DROP INDEX `registrations_by_name`;--> statement-breakpoint
CREATE INDEX `cases_by_status` ON `cases` (`service`,`status`,`unit_id`);