CREATE TABLE `job_clock` (
	`id` integer PRIMARY KEY NOT NULL,
	`seen_at` integer NOT NULL,
	`doubted_since` integer,
	`jumped_from` integer,
	`jumped_to` integer
);
