-- name: lock_event
SELECT id FROM events WHERE slug = $1 FOR UPDATE

-- name: set_date
-- The contradiction is settled by whoever says the date; the audit trail keeps what the sources said.
UPDATE events SET "when" = $2, timezone = $3, conflict = '', starts_on = $4, ends_on = $5, over_at = $6,
    revision = revision + 1, changed_at = $7
WHERE id = $1
RETURNING revision

-- name: set_cancelled
UPDATE events SET cancelled_at = $2, revision = revision + 1, changed_at = $2 WHERE id = $1 AND cancelled_at IS NULL
RETURNING revision

-- name: count_untold
SELECT count(*) FROM interests WHERE event_id = $1 AND told_at IS NULL

-- name: tell_interests
UPDATE interests SET told_at = $2 WHERE event_id = $1 AND told_at IS NULL
RETURNING email, language, timezone
