-- What the audit asks for among tens of millions of entries: one verb or one way of reading, by all or by one person. The two
-- commonest verbs are left out of the first: whoever asks for them finds them by walking backwards.
CREATE INDEX journal_of_verb ON journal (verb, seq)
    WHERE verb <> 'customer.created' AND verb <> 'customer.changed';
CREATE INDEX journal_by_actor_and_verb ON journal (actor_id, verb, seq) WHERE actor_id IS NOT NULL;
CREATE INDEX reads_of_way ON reads (how, seq);
CREATE INDEX reads_by_user_and_way ON reads (user_id, how, seq);
