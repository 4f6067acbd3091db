DROP INDEX `wrong_proofs_by_registration`;--> statement-breakpoint
DROP INDEX `wrong_proofs_by_contact`;--> statement-breakpoint
ALTER TABLE `wrong_proofs` ADD `code` text NOT NULL;--> statement-breakpoint
CREATE INDEX `wrong_proofs_by_code` ON `wrong_proofs` (`code`,`by_owner`,`forgiven`,`at`);--> statement-breakpoint
CREATE INDEX `wrong_proofs_by_contact` ON `wrong_proofs` (`contact`,`by_owner`,`at`);--> statement-breakpoint
ALTER TABLE `wrong_proofs` DROP COLUMN `registration_id`;--> statement-breakpoint
DROP INDEX `registrations_by_name`;--> statement-breakpoint
CREATE INDEX `registrations_by_name` ON `registrations` ("person_name" collate nocase);