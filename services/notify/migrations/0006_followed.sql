-- Timetables: whose calendar shows what stands in a feed, without an invite for each session.

CREATE TABLE followers (
    owner text NOT NULL,
    -- The owner's id of the person's part.
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    revision bigint NOT NULL,
    feeds text[] NOT NULL,
    changed_at timestamptz NOT NULL,
    -- A year later it is forgotten.
    until timestamptz NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX followers_person ON followers (person_id);
CREATE INDEX followers_until ON followers (until);

ALTER TABLE items
    -- It takes nobody's time: the span of a course.
    ADD COLUMN transparent boolean NOT NULL DEFAULT false,
    -- For those who take part, never in a public feed.
    ADD COLUMN join_url text NOT NULL DEFAULT '';
