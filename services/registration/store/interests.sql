-- name: note_interest
INSERT INTO interests (event_id, email, language, timezone, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (event_id, lower(email)) DO UPDATE SET language = excluded.language, timezone = excluded.timezone,
    created_at = excluded.created_at, told_at = NULL

-- name: end_interest
DELETE FROM interests WHERE event_id = $1 AND lower(email) = lower($2) AND created_at <= $3
