-- Entries about conditions, exports and the like, few among all: looked through when somebody is erased.
CREATE INDEX journal_typed ON journal (seq)
    WHERE subject_kind IN ('view', 'segment', 'retention', 'export', 'import', 'dashboard', 'alarm') AND payload IS NOT NULL;
