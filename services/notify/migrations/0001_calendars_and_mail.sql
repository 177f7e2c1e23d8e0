-- Calendar items and who is invited to them; messages and their delivery; what people prefer.

CREATE TABLE items (
    -- UUIDv5 of owner and key, so that it is the same again when the owner tells everything anew.
    id uuid PRIMARY KEY,
    owner text NOT NULL,
    key text NOT NULL,
    revision bigint NOT NULL,
    uid text NOT NULL CONSTRAINT items_uid UNIQUE,
    sequence int NOT NULL DEFAULT 0 CONSTRAINT items_sequence CHECK (sequence >= 0),
    slug text NOT NULL,
    title text NOT NULL,
    "when" jsonb NOT NULL,
    timezone text NOT NULL,
    place jsonb NOT NULL,
    description text NOT NULL,
    page_url text NOT NULL,
    feeds text[] NOT NULL,
    cancelled_at timestamptz,
    withdrawn boolean NOT NULL,
    -- When it is over: a year later, who came is erased.
    over_at timestamptz NOT NULL,
    -- When the newest revision was applied: DTSTAMP in feeds.
    revised_at timestamptz NOT NULL,
    -- Since when time, place, status or title differ from what `sequence` stands for; null: they do not.
    changed_at timestamptz,
    CONSTRAINT items_owner_key UNIQUE (owner, key)
);
CREATE INDEX items_feeds ON items USING gin (feeds);
CREATE INDEX items_over ON items (over_at);
CREATE INDEX items_changed ON items (changed_at) WHERE changed_at IS NOT NULL;

CREATE TABLE attendees (
    item_id uuid NOT NULL REFERENCES items ON DELETE CASCADE,
    -- The owner's id of this person's part. With another address it is another row: the old one is withdrawn.
    id uuid NOT NULL,
    -- Of the address (shared/identity/people.py).
    person_id uuid NOT NULL,
    revision bigint NOT NULL,
    desired text NOT NULL CONSTRAINT attendees_desired CHECK (desired IN ('invited', 'withdrawn')),
    person jsonb NOT NULL,
    manage_url text NOT NULL,
    join_url text NOT NULL,
    role text NOT NULL,
    changed_at timestamptz NOT NULL,
    -- What was last sent.
    sent_method text CONSTRAINT attendees_sent_method CHECK (sent_method IN ('REQUEST', 'CANCEL')),
    sent_sequence int,
    sent_at timestamptz,
    PRIMARY KEY (item_id, person_id, id),
    CONSTRAINT attendees_sent CHECK (num_nulls(sent_method, sent_sequence, sent_at) IN (0, 3))
);
CREATE INDEX attendees_person ON attendees (person_id);

-- Changes that came before the item they speak of; applied in this order when it comes.
CREATE TABLE held (
    position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    item_id uuid NOT NULL,
    person_id uuid NOT NULL,
    job jsonb NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX held_item ON held (item_id, position);

CREATE TABLE deliveries (
    -- UUIDv7: the order of rows is the order in which they were written. The Message-ID is made of it.
    id uuid PRIMARY KEY,
    owner text NOT NULL,
    key text NOT NULL,
    template text NOT NULL,
    recipient text NOT NULL,
    domain text NOT NULL,
    person_id uuid NOT NULL,
    item_id uuid,
    attendee_id uuid,
    -- METHOD and SEQUENCE of the calendar part, if there is one, and the date it names.
    method text CONSTRAINT deliveries_method CHECK (method IN ('REQUEST', 'CANCEL')),
    sequence int,
    "when" jsonb,
    timezone text,
    -- The whole mail, so that every try sends the identical bytes; erased some weeks after the end.
    mail bytea,
    created_at timestamptz NOT NULL,
    state text NOT NULL CONSTRAINT deliveries_state CHECK (
        state IN ('queued', 'sending', 'sent', 'retry', 'unknown', 'dead', 'suppressed', 'withheld')
    ),
    tries int NOT NULL DEFAULT 0,
    unknowns int NOT NULL DEFAULT 0,
    -- When it is due; null where nothing more is tried.
    next_at timestamptz,
    -- Rises with every claim: whoever holds an older one has lost the row.
    fence int NOT NULL DEFAULT 0,
    lease_until timestamptz,
    data_begun boolean NOT NULL DEFAULT false,
    done_at timestamptz,
    reply text NOT NULL DEFAULT '',
    CONSTRAINT deliveries_owner_key UNIQUE (owner, key),
    CONSTRAINT deliveries_calendar CHECK (num_nulls(method, sequence, "when", timezone) IN (0, 4)),
    CONSTRAINT deliveries_due CHECK (
        CASE
            WHEN state IN ('queued', 'retry') THEN next_at IS NOT NULL
            WHEN state = 'unknown' THEN true
            ELSE next_at IS NULL
        END
    ),
    CONSTRAINT deliveries_lease CHECK ((state = 'sending') = (lease_until IS NOT NULL))
);
CREATE INDEX deliveries_next ON deliveries (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE state = 'sending';
CREATE INDEX deliveries_thread ON deliveries (item_id, person_id, id);
CREATE INDEX deliveries_person ON deliveries (person_id);
CREATE INDEX deliveries_recipient ON deliveries (recipient) WHERE next_at IS NOT NULL;
CREATE INDEX deliveries_kept ON deliveries (done_at) WHERE mail IS NOT NULL;

-- Addresses whose server said that there is no such mailbox.
CREATE TABLE suppressions (
    address text PRIMARY KEY,
    reply text NOT NULL,
    at timestamptz NOT NULL
);

-- Domains that asked us to go slower.
CREATE TABLE pacing (
    domain text PRIMARY KEY,
    delay interval NOT NULL,
    next_at timestamptz NOT NULL
);

-- One row per person mail goes to (shared/identity/people.py). `language` and `timezone` are what they chose on their
-- preferences page, null until then; address and the `given_` ones came with their newest message, empty before it.
CREATE TABLE people (
    id uuid PRIMARY KEY,
    address text NOT NULL DEFAULT '',
    language text,
    timezone text,
    given_language text NOT NULL DEFAULT '',
    given_timezone text NOT NULL DEFAULT '',
    -- Raised to make the old address of the personal feed invalid.
    calendar_version int NOT NULL DEFAULT 0 CONSTRAINT people_calendar_version CHECK (calendar_version BETWEEN 0 AND 65535)
);
