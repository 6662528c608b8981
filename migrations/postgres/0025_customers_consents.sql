-- What clients are asked for: the firm's own list.
CREATE TABLE consent_purposes (
    no            BIGINT PRIMARY KEY,
    slug          TEXT NOT NULL UNIQUE,
    label         TEXT NOT NULL,
    is_needed     BOOLEAN NOT NULL,
    is_by_channel BOOLEAN NOT NULL,
    is_confirmed  BOOLEAN NOT NULL,
    keeps_days    BIGINT,
    position      BIGINT NOT NULL,
    archived_at   BIGINT
);
INSERT INTO consent_purposes (no, slug, label, is_needed, is_by_channel, is_confirmed, keeps_days, position, archived_at) VALUES
    (1, 'service', '', FALSE, TRUE, FALSE, NULL, 1, NULL),
    (2, 'marketing', '', TRUE, TRUE, FALSE, NULL, 2, NULL),
    (3, 'profiling', '', TRUE, FALSE, FALSE, NULL, 3, NULL),
    (4, 'third_parties', '', TRUE, FALSE, FALSE, NULL, 4, NULL);

-- The texts that were shown; one that was changed is a new version, so that a proof always names what was read.
CREATE TABLE consent_texts (
    id         UUID PRIMARY KEY,
    purpose_no BIGINT NOT NULL,
    lang       TEXT NOT NULL,
    version    BIGINT NOT NULL,
    text       TEXT NOT NULL,
    created_by UUID,
    created_at BIGINT NOT NULL,
    UNIQUE (purpose_no, lang, version)
);

-- What a client said, each time with its proof: appended to, never changed.
CREATE TABLE consents (
    no          BIGINT PRIMARY KEY,
    customer_id UUID NOT NULL,
    purpose_no  BIGINT NOT NULL,
    channel     TEXT NOT NULL,
    state       TEXT NOT NULL,
    at          BIGINT NOT NULL,
    until_at    BIGINT,
    text_id     UUID,
    lang        TEXT NOT NULL,
    origin      TEXT NOT NULL,
    form        TEXT NOT NULL,
    address     TEXT NOT NULL,
    note        TEXT NOT NULL,
    user_id     UUID
);
CREATE INDEX consents_by_card ON consents (customer_id, no);

-- What stands: the last word of each client about each purpose and channel.
CREATE TABLE consent_states (
    customer_id UUID NOT NULL,
    purpose_no  BIGINT NOT NULL,
    channel     TEXT NOT NULL,
    state       TEXT NOT NULL,
    at          BIGINT NOT NULL,
    until_at    BIGINT,
    consent_no  BIGINT NOT NULL,
    PRIMARY KEY (customer_id, purpose_no, channel)
);
CREATE INDEX consent_states_by_entry ON consent_states (consent_no);

-- The secret by which links for clients are signed; made at the first need.
CREATE TABLE consent_keys (
    one    BIGINT PRIMARY KEY CHECK (one = 1),
    secret BYTEA NOT NULL
);

-- Hints of tasks held values of cards; they are read from the card now, as whoever looks may see it.
UPDATE tasks SET hint = '' WHERE hint <> '';
