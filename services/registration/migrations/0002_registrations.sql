-- Registrations, their history, who asked to be told, and the keys of requests that may come twice.

-- Revisions rise across registrations, so that a person who cancels and comes again is always newer than before.
CREATE SEQUENCE revisions;
CREATE SEQUENCE arrivals;

CREATE TABLE registrations (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES events,
    status text NOT NULL
        CONSTRAINT registrations_status CHECK (status IN ('pending', 'confirmed', 'waitlisted', 'cancelled')),
    email text NOT NULL,
    participant jsonb NOT NULL,
    link_version int NOT NULL DEFAULT 0,
    revision bigint NOT NULL,
    arrival bigint NOT NULL DEFAULT nextval('arrivals'),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    cancelled_at timestamptz,
    CONSTRAINT registrations_cancelled CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL))
);
CREATE UNIQUE INDEX registrations_one_per_person ON registrations (event_id, lower(email)) WHERE status <> 'cancelled';
CREATE INDEX registrations_by_event ON registrations (event_id, status, arrival);
CREATE INDEX registrations_by_person ON registrations (lower(email));

-- What happened to a registration, for its own page; without personal data.
CREATE TABLE registration_history (
    registration_id uuid NOT NULL REFERENCES registrations ON DELETE CASCADE,
    number int GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    what text NOT NULL,
    PRIMARY KEY (registration_id, number)
);

CREATE TABLE interests (
    event_id uuid NOT NULL REFERENCES events,
    email text NOT NULL,
    language text NOT NULL,
    timezone text NOT NULL,
    created_at timestamptz NOT NULL,
    told_at timestamptz
);
CREATE UNIQUE INDEX interests_one_per_person ON interests (event_id, lower(email));

CREATE TABLE idempotency_keys (
    scope text NOT NULL,
    key text NOT NULL,
    body_sha256 bytea NOT NULL,
    answer jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
