-- Failed mail is a task of the staff until somebody has looked at it or sent it again.
ALTER TABLE deliveries ADD COLUMN looked_at timestamptz;
CREATE INDEX deliveries_failed ON deliveries (id)
    WHERE state IN ('dead', 'unknown') AND next_at IS NULL AND looked_at IS NULL;

-- What the desk was told last (desk.put), so that it is told of changes alone.
CREATE TABLE desk_told (
    key text PRIMARY KEY,
    revision bigint NOT NULL,
    count int NOT NULL
);
-- Rises over all items of people.
CREATE SEQUENCE desk_revisions;
