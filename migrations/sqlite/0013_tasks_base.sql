-- What was promised to whom by when. An open task has no closed_at.
CREATE TABLE tasks (
    id          BLOB PRIMARY KEY,
    kind        TEXT NOT NULL,
    title       TEXT NOT NULL,
    note        TEXT NOT NULL,
    customer_id BLOB,
    assignee    BLOB,
    team_id     BLOB,
    due_on      TEXT NOT NULL,
    due_minute  BIGINT,
    due_at      BIGINT NOT NULL,
    repeats     TEXT,
    made_for    TEXT UNIQUE,
    hint        TEXT NOT NULL,
    revision    BIGINT NOT NULL,
    created_by  BLOB,
    created_at  BIGINT NOT NULL,
    closed_at   BIGINT,
    closed_by   BLOB,
    is_done     BOOLEAN NOT NULL,
    outcome     TEXT NOT NULL
);
CREATE INDEX tasks_of_person ON tasks (assignee, due_at, id) WHERE closed_at IS NULL;
CREATE INDEX tasks_of_team ON tasks (team_id, due_at, id) WHERE closed_at IS NULL AND assignee IS NULL;
CREATE INDEX tasks_open ON tasks (due_at, id) WHERE closed_at IS NULL;
CREATE INDEX tasks_by_day ON tasks (due_on, assignee);
CREATE INDEX tasks_of_customer ON tasks (customer_id, due_at);
CREATE INDEX tasks_closed ON tasks (closed_at, id) WHERE closed_at IS NOT NULL;

-- The secret address by which a person's calendar asks for their tasks; only its SHA-256 is kept.
CREATE TABLE task_feeds (
    user_id       BLOB PRIMARY KEY,
    secret_digest BLOB NOT NULL UNIQUE,
    created_at    BIGINT NOT NULL
);
