-- name: write_after
UPDATE events SET recording_url = $2, materials = $3, press_note = $4, press_note_language = $5, changed_at = $6
WHERE id = $1

-- name: attendance
SELECT count(*) FILTER (WHERE came)::int AS came, count(*) FILTER (WHERE NOT came)::int AS absent,
    count(*) FILTER (WHERE came IS NULL)::int AS unmarked
FROM registrations WHERE event_id = $1 AND status = 'confirmed'

-- name: who_came
SELECT id, participant FROM registrations
WHERE event_id = $1 AND status = 'confirmed' AND came AND forgotten_at IS NULL ORDER BY arrival

-- name: close_event
UPDATE events SET closed_at = $2, activity_revision = activity_revision + 1, changed_at = $2
WHERE id = $1 AND closed_at IS NULL AND cancelled_at IS NULL
RETURNING activity_revision

-- name: reopen_event
UPDATE events SET closed_at = NULL, changed_at = $2 WHERE id = $1 AND closed_at IS NOT NULL

-- name: raise_activity
-- Nothing comes back where training was never told of it.
UPDATE events SET activity_revision = activity_revision + 1 WHERE id = $1 AND activity_revision > 0
RETURNING activity_revision
