-- name: guests
-- Those with a seat; of these ids, of this category, where one is named. `event` is its slug.
SELECT r.id, e.slug AS event, r.status, r.came, r.participant
FROM registrations r JOIN events e ON e.id = r.event_id
WHERE r.event_id = $1 AND r.status = 'confirmed' AND r.forgotten_at IS NULL
    AND ($2::uuid[] IS NULL OR r.id = ANY($2)) AND ($3::text IS NULL OR r.participant ->> 'category' = $3)
ORDER BY r.arrival

-- name: guest
SELECT r.id, e.slug AS event, r.status, r.came, r.participant
FROM registrations r JOIN events e ON e.id = r.event_id
WHERE r.id = $1 AND r.forgotten_at IS NULL
