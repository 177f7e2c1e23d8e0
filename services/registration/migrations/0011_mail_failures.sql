-- To which addresses mail about an event does not arrive, as notify tells it; a row stays when one arrives again, so that
-- an older job changes nothing.
CREATE TABLE mail_failures (
    event_id uuid NOT NULL REFERENCES events,
    -- In lower case.
    email text NOT NULL,
    revision bigint NOT NULL,
    failed boolean NOT NULL,
    reply text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (event_id, email)
);
