-- Who gets their dashboard by letter, how often ('week', 'month'), and the day since 1970 for which it went out last.
CREATE TABLE dashboard_letters (
    user_id UUID PRIMARY KEY,
    every   TEXT NOT NULL,
    sent_on BIGINT NOT NULL
);
