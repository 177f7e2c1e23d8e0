-- What waits for the staff or for one person, as other services tell it (desk.put), and what the desk asks of the past.

CREATE TABLE desk_items (
    owner text NOT NULL,
    key text NOT NULL,
    revision bigint NOT NULL,
    kind text NOT NULL,
    title text NOT NULL,
    facts jsonb NOT NULL,
    -- 0: done. The row stays, so that an older job cannot open it again.
    count int NOT NULL CONSTRAINT desk_items_count CHECK (count >= 0),
    link text NOT NULL,
    due timestamptz,
    -- Whose it is, in lower case; empty for the staff's.
    person text NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (owner, key)
);
CREATE INDEX desk_items_open ON desk_items (person) WHERE count > 0;
CREATE INDEX desk_items_age ON desk_items (changed_at) WHERE count = 0 OR person <> '';

-- What happened since yesterday. History is only ever added to, in the order of time: a block range index finds the
-- newest, and costs a registration under a rush next to nothing.
CREATE INDEX registration_history_at ON registration_history USING brin (at) WITH (pages_per_range = 16, autosummarize = on);
