-- name: tell_count
-- One row, kept up by periodic work alone. No row comes back where nothing is new.
INSERT INTO desk_told AS told (key, revision, count)
SELECT $1, 1, failed.count FROM (
    SELECT count(*)::int AS count FROM deliveries
    WHERE state IN ('dead', 'unknown') AND next_at IS NULL AND looked_at IS NULL
) AS failed
WHERE failed.count > 0 OR EXISTS (SELECT FROM desk_told WHERE key = $1)
ON CONFLICT (key) DO UPDATE SET revision = told.revision + 1, count = EXCLUDED.count
WHERE told.count <> EXCLUDED.count
RETURNING revision, count

-- name: next_revision
SELECT nextval('desk_revisions')
