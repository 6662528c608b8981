-- Letters that ask a client to confirm a yes, so that none goes out twice; the address is not kept.
CREATE TABLE consent_letters (
    consent_no  BIGINT PRIMARY KEY,
    customer_id UUID NOT NULL,
    at          BIGINT NOT NULL,
    is_sent     BOOLEAN NOT NULL
);
CREATE INDEX consent_letters_by_card ON consent_letters (customer_id, at);

-- What waits to be confirmed is looked for each minute.
CREATE INDEX consent_states_waiting ON consent_states (at) WHERE state = 'pending';
