-- Entries of a thing by their verb, newest first, so that its notes are found among a hundred thousand changes. The two
-- commonest verbs are left out: nobody looks for them alone, and every record that comes in writes one.
CREATE INDEX journal_by_verb ON journal (subject_id, verb, seq)
    WHERE verb <> 'customer.created' AND verb <> 'customer.changed';
