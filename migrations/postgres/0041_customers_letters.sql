-- When a list was first sorted by a field of words, and when its lines in the order of the alphabet were all written:
-- traits under the negative of the field's number, one per card.
ALTER TABLE fields ADD COLUMN letters_asked_at BIGINT;
ALTER TABLE fields ADD COLUMN letters_ready_at BIGINT;
