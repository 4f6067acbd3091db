-- What the catalogue is searched by. Triggers keep it in step, not the code that saves: then a seed, a
-- restore or a repair by hand cannot forget it. Retired tests are not in it, so they are not found.
CREATE VIRTUAL TABLE `catalogue_words` USING fts5(name, synonyms, grouped, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
--> statement-breakpoint
CREATE VIRTUAL TABLE `catalogue_trigrams` USING fts5(name, synonyms, grouped, tokenize = 'trigram case_sensitive 0 remove_diacritics 1');
--> statement-breakpoint
CREATE TRIGGER `tests_searchable_after_insert` AFTER INSERT ON `tests` WHEN new.retired_at IS NULL BEGIN
	INSERT INTO catalogue_words (rowid, name, synonyms, grouped) VALUES (new.id, new.name || ' ' || new.name_en, new.synonyms || ' ' || new.code || ' ' || replace(new.code, '-', ''), new."group");
	INSERT INTO catalogue_trigrams (rowid, name, synonyms, grouped) VALUES (new.id, new.name || ' ' || new.name_en, new.synonyms, new."group");
END;
--> statement-breakpoint
CREATE TRIGGER `tests_searchable_after_update` AFTER UPDATE ON `tests` BEGIN
	DELETE FROM catalogue_words WHERE rowid = old.id;
	DELETE FROM catalogue_trigrams WHERE rowid = old.id;
	INSERT INTO catalogue_words (rowid, name, synonyms, grouped) SELECT new.id, new.name || ' ' || new.name_en, new.synonyms || ' ' || new.code || ' ' || replace(new.code, '-', ''), new."group" WHERE new.retired_at IS NULL;
	INSERT INTO catalogue_trigrams (rowid, name, synonyms, grouped) SELECT new.id, new.name || ' ' || new.name_en, new.synonyms, new."group" WHERE new.retired_at IS NULL;
END;
--> statement-breakpoint
CREATE TRIGGER `tests_searchable_after_delete` AFTER DELETE ON `tests` BEGIN
	DELETE FROM catalogue_words WHERE rowid = old.id;
	DELETE FROM catalogue_trigrams WHERE rowid = old.id;
END;
--> statement-breakpoint
-- Tests that were there before the search was.
UPDATE `tests` SET id = id;
