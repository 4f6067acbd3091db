ALTER TABLE `citizens` ADD `holder_since` integer;--> statement-breakpoint
-- What all forms ask alike has a name of its own since; what a lab says in words of its own goes with it.
UPDATE `message_texts` SET `message` = 'asking.' || substr(`message`, length('laboratory.') + 1)
WHERE `message` IN ('laboratory.nameIsWish', 'laboratory.askNik', 'laboratory.askBirthDate',
  'laboratory.confirmBirthDate', 'laboratory.confirmOtherBirthDate', 'laboratory.askVisit',
  'laboratory.confirmVisit', 'laboratory.askVisitAmong', 'laboratory.dayGone', 'laboratory.askPhone',
  'laboratory.offerPhone', 'laboratory.tooLate');
