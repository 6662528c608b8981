-- A box may send as well: the server for that, with the sign-in of the box; an empty smtp_host sends nothing. team: whose
-- shared box it is. stuck_at is the number of a letter that could not be read, n_stuck how often it was tried.
ALTER TABLE mail_boxes ADD COLUMN team BLOB;
ALTER TABLE mail_boxes ADD COLUMN smtp_host TEXT NOT NULL DEFAULT '';
ALTER TABLE mail_boxes ADD COLUMN smtp_port BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_boxes ADD COLUMN smtp_security TEXT NOT NULL DEFAULT 'tls';
ALTER TABLE mail_boxes ADD COLUMN stuck_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_boxes ADD COLUMN n_stuck BIGINT NOT NULL DEFAULT 0;
ALTER TABLE mail_tray ADD COLUMN team BLOB;

-- Letters on their way out, each written down as an interaction. box_id: by which box, none for the firm's own account; sheet
-- is a JSON of all that their bytes are made of; trouble is a key of the catalogue, words are the server's own. asked_at is
-- when a person asked for it, changed_at when the state did.
CREATE TABLE mail_outgoing (
    interaction_id BLOB PRIMARY KEY,
    box_id         BLOB,
    state          TEXT NOT NULL,
    trouble        TEXT,
    words          TEXT NOT NULL,
    sheet          TEXT NOT NULL,
    asked_at       BIGINT NOT NULL,
    changed_at     BIGINT NOT NULL
);
CREATE INDEX mail_outgoing_open ON mail_outgoing (changed_at) WHERE state <> 'sent';

-- Letters as HTML, without anything that acts.
CREATE TABLE interaction_html (
    interaction_no BIGINT PRIMARY KEY,
    html           TEXT NOT NULL
);
