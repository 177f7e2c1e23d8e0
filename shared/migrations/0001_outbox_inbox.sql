-- Every service's own outbox (jobs to send) and inbox (jobs applied). Redis is a transport, never a record.

CREATE TABLE outbox (
    id uuid PRIMARY KEY,
    receiver text NOT NULL,
    kind text NOT NULL,
    payload bytea NOT NULL,
    created_at timestamptz NOT NULL,
    relay_at timestamptz NOT NULL,
    tries int NOT NULL DEFAULT 0
);
-- A row is deleted when its receiver confirms it, so the table stays as small as what is under way.
CREATE INDEX outbox_due ON outbox (relay_at);

CREATE TABLE inbox (
    id uuid PRIMARY KEY,
    sender text NOT NULL,
    applied_at timestamptz NOT NULL
);
CREATE INDEX inbox_applied_at ON inbox (applied_at);
