-- name: put_attendee
-- Nothing comes back where the known revision is as new.
INSERT INTO attendees (item_id, id, person_id, revision, desired, person, manage_url, join_url, role, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (item_id, person_id, id) DO UPDATE SET revision = EXCLUDED.revision, desired = EXCLUDED.desired,
    person = EXCLUDED.person, manage_url = EXCLUDED.manage_url, join_url = EXCLUDED.join_url, role = EXCLUDED.role,
    changed_at = EXCLUDED.changed_at
WHERE attendees.revision < EXCLUDED.revision
RETURNING true

-- name: others_invited
-- The same person still comes, under another registration.
SELECT EXISTS (
    SELECT FROM attendees WHERE item_id = $1 AND person_id = $2 AND id <> $3 AND desired = 'invited'
)

-- name: record_sent
UPDATE attendees SET sent_method = $4, sent_sequence = $5, sent_at = $6
WHERE item_id = $1 AND person_id = $2 AND id = $3 AND (sent_sequence IS NULL OR sent_sequence <= $5)
