-- Boxes that letters are read from. The password is sealed with the key that lies beside the base. validity and last say how
-- far a box was read; since_on is the day from which it is read at first; trouble is what was wrong at the last look.
CREATE TABLE mail_boxes (
    id          BLOB PRIMARY KEY,
    name        TEXT NOT NULL,
    email       TEXT NOT NULL UNIQUE,
    host        TEXT NOT NULL,
    port        BIGINT NOT NULL,
    security    TEXT NOT NULL,
    sign_in     TEXT NOT NULL,
    password    BLOB NOT NULL,
    folder      TEXT NOT NULL,
    responsible BLOB,
    since_on    TEXT NOT NULL,
    validity    BIGINT,
    last        BIGINT NOT NULL,
    trouble     TEXT,
    looked_at   BIGINT
);

-- Letters that no card is known for. external_id is by what a letter is known again; files is a JSON list of what came along,
-- whose bytes are in the store of files.
CREATE TABLE mail_tray (
    id          BLOB PRIMARY KEY,
    external_id TEXT NOT NULL UNIQUE,
    responsible BLOB,
    at          BIGINT NOT NULL,
    sender      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    letter      TEXT NOT NULL,
    settled_at  BIGINT
);
CREATE INDEX mail_tray_open ON mail_tray (at, id) WHERE settled_at IS NULL;
