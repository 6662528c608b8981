-- The firm itself: one row, written at the first run.
CREATE TABLE firm (
    one        BIGINT PRIMARY KEY CHECK (one = 1),
    name       TEXT NOT NULL,
    country    TEXT NOT NULL,
    currency   TEXT NOT NULL,
    lang       TEXT NOT NULL,
    zone       TEXT NOT NULL,
    trade      TEXT NOT NULL,
    is_demo    BOOLEAN NOT NULL,
    founded_at BIGINT
);

CREATE TABLE teams (
    id         UUID PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

-- The people who sign in; email is folded, password_hash is empty until an invitation was taken up.
CREATE TABLE users (
    id            UUID PRIMARY KEY,
    email         TEXT NOT NULL UNIQUE,
    name          TEXT NOT NULL,
    role          TEXT NOT NULL,
    scope         TEXT,
    team_id       UUID REFERENCES teams (id),
    password_hash TEXT,
    lang          TEXT,
    zone          TEXT,
    theme         TEXT NOT NULL,
    density       TEXT NOT NULL,
    disabled_at   BIGINT,
    created_at    BIGINT NOT NULL,
    last_seen_at  BIGINT
);
CREATE INDEX users_by_team ON users (team_id) WHERE team_id IS NOT NULL;

-- Where a person's rights differ from those of their role.
CREATE TABLE user_rights (
    user_id    UUID NOT NULL REFERENCES users (id),
    capability TEXT NOT NULL,
    level      TEXT NOT NULL,
    PRIMARY KEY (user_id, capability)
);

-- Of every secret only its SHA-256 is kept.
CREATE TABLE sessions (
    id            UUID PRIMARY KEY,
    user_id       UUID NOT NULL REFERENCES users (id),
    secret_digest BYTEA NOT NULL UNIQUE,
    created_at    BIGINT NOT NULL,
    last_seen_at  BIGINT NOT NULL,
    address       TEXT NOT NULL,
    agent         TEXT NOT NULL,
    ended_at      BIGINT
);
CREATE INDEX sessions_by_user ON sessions (user_id, last_seen_at);

CREATE TABLE tokens (
    id            UUID PRIMARY KEY,
    user_id       UUID NOT NULL REFERENCES users (id),
    name          TEXT NOT NULL,
    secret_digest BYTEA NOT NULL UNIQUE,
    scopes        TEXT NOT NULL,
    created_at    BIGINT NOT NULL,
    last_used_at  BIGINT,
    ended_at      BIGINT,
    expires_at    BIGINT
);
CREATE INDEX tokens_by_user ON tokens (user_id, created_at);

CREATE TABLE invitations (
    user_id       UUID PRIMARY KEY REFERENCES users (id),
    secret_digest BYTEA NOT NULL UNIQUE,
    created_at    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL
);

-- Failed tries to sign in, by the digest of an account's e-mail or of an address.
CREATE TABLE sign_in_tries (
    key         BYTEA PRIMARY KEY,
    n_failed    BIGINT NOT NULL,
    failed_at   BIGINT NOT NULL,
    rests_until BIGINT NOT NULL
);
CREATE INDEX sign_in_tries_by_age ON sign_in_tries (failed_at);
