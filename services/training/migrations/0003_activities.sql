-- Events of registration with those who came, so that surveys and certificates serve them too: told by activity.put.
-- What stands in these two tables is always whole.
CREATE TABLE activities (
    -- The owner's name of it: "event:<uuid>".
    key text PRIMARY KEY,
    revision bigint NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    "when" jsonb NOT NULL,
    timezone text NOT NULL,
    place jsonb NOT NULL,
    page_url text NOT NULL,
    -- How many came: stays when the people are forgotten.
    people int NOT NULL CONSTRAINT activities_people CHECK (people >= 0),
    over_at timestamptz NOT NULL
);

CREATE TABLE activity_people (
    activity_key text NOT NULL REFERENCES activities ON DELETE CASCADE,
    -- The registration.
    id uuid NOT NULL,
    person jsonb NOT NULL,
    organisation text NOT NULL,
    organisation_type text NOT NULL,
    country text NOT NULL,
    category text NOT NULL,
    honorific text NOT NULL,
    job_title text NOT NULL,
    PRIMARY KEY (activity_key, id)
);

-- Parts of a revision that wait for the others of it.
CREATE TABLE activity_parts (
    activity_key text NOT NULL,
    revision bigint NOT NULL,
    part int NOT NULL,
    parts int NOT NULL,
    job jsonb NOT NULL,
    over_at timestamptz NOT NULL,
    PRIMARY KEY (activity_key, revision, part),
    CONSTRAINT activity_parts_number CHECK (1 <= part AND part <= parts)
);
