-- name: note_interest
INSERT INTO interests (event_id, email, language, timezone, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (event_id, lower(email)) DO UPDATE SET language = excluded.language, timezone = excluded.timezone,
    told_at = NULL
