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

-- name: count_asked
-- Whoever registered hears of it as everybody who is registered does.
SELECT event_id, count(*) FILTER (WHERE told_at IS NULL) AS untold, count(told_at) AS told FROM interests
WHERE event_id = ANY($1::uuid[]) AND NOT EXISTS (
    SELECT FROM registrations r
    WHERE r.event_id = interests.event_id AND lower(r.email) = lower(interests.email) AND r.status <> 'cancelled'
)
GROUP BY event_id

-- name: tell_interests
UPDATE interests SET told_at = $2
WHERE event_id = ANY($1::uuid[]) AND (told_at IS NULL OR $3) AND NOT EXISTS (
    SELECT FROM registrations r
    WHERE r.event_id = interests.event_id AND lower(r.email) = lower(interests.email) AND r.status <> 'cancelled'
)
RETURNING event_id, email, language, timezone, created_at AS asked_at

-- name: renew_interests
-- The registered wait as such, and hear of it as everybody who is registered does.
WITH renewed AS (
    UPDATE interests SET told_at = NULL WHERE event_id = ANY($1::uuid[]) AND told_at IS NOT NULL
    RETURNING event_id, email, language, timezone, created_at
)
SELECT event_id, email, language, timezone, created_at AS asked_at FROM renewed WHERE NOT EXISTS (
    SELECT FROM registrations r
    WHERE r.event_id = renewed.event_id AND lower(r.email) = lower(renewed.email) AND r.status <> 'cancelled'
)
