-- name: chosen_sessions
SELECT chosen AS slug, count(*)::int AS people
FROM registrations r, jsonb_array_elements_text(r.participant -> 'sessions') AS chosen
WHERE r.event_id = $1 AND r.status <> 'cancelled'
GROUP BY chosen

-- name: titles_of_sessions
SELECT title FROM sessions WHERE event_id = $1 AND slug = ANY($2::text[]) ORDER BY position, id

-- name: people_choosing
-- How many with a seat chose any of these: pairs of an event and a slug.
SELECT r.event_id, count(DISTINCT r.id)::int AS people
FROM unnest($1::uuid[], $2::text[]) AS moved(event_id, slug)
JOIN registrations r ON r.event_id = moved.event_id AND r.participant -> 'sessions' ? moved.slug
WHERE r.status = 'confirmed'
GROUP BY r.event_id
