CREATE TABLE `web_forms` (
	`key` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`at` integer NOT NULL
);
