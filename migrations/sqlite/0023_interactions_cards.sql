-- Forms of contact cards. What a version asks is never changed; version is the one in use.
CREATE TABLE contact_forms (
    id         BLOB PRIMARY KEY,
    name       TEXT NOT NULL,
    lead       TEXT NOT NULL,
    version    BIGINT NOT NULL,
    is_away    BOOLEAN NOT NULL,
    revision   BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE TABLE contact_form_versions (
    form_id    BLOB NOT NULL,
    version    BIGINT NOT NULL,
    questions  TEXT NOT NULL,
    created_by BLOB,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (form_id, version)
) WITHOUT ROWID;

-- Where a form stands before a gate.
CREATE TABLE contact_form_places (
    place   TEXT NOT NULL,
    form_id BLOB NOT NULL,
    PRIMARY KEY (place, form_id)
) WITHOUT ROWID;
CREATE INDEX contact_form_places_of ON contact_form_places (form_id);

-- Filled contact cards. answers: JSON from the key of a question to the canonical texts of its answers.
CREATE TABLE contact_cards (
    no           INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    form_id      BLOB NOT NULL,
    version      BIGINT NOT NULL,
    customer_no  BIGINT NOT NULL,
    subject_kind TEXT,
    subject_id   BLOB,
    answers      TEXT NOT NULL,
    filled_by    BLOB,
    filled_at    BIGINT NOT NULL,
    revision     BIGINT NOT NULL,
    removed_at   BIGINT
);
CREATE INDEX contact_cards_by_customer ON contact_cards (customer_no, filled_at, no);
CREATE INDEX contact_cards_by_time ON contact_cards (filled_at, no);
CREATE INDEX contact_cards_by_form ON contact_cards (form_id, filled_at, no);
CREATE INDEX contact_cards_by_subject ON contact_cards (subject_kind, subject_id, form_id);
