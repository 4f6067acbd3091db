-- What people agree to names every service since: everybody is asked once more, wherever the lab counts.
UPDATE `settings` SET `value` = CAST(`value` AS INTEGER) + 1 WHERE `key` = 'consentVersion';
