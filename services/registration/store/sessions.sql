-- name: chosen_sessions
SELECT chosen AS slug, count(*)::int AS people
FROM registrations r, jsonb_array_elements_text(r.participant -> 'sessions') AS chosen
WHERE r.event_id = $1 AND r.status <> 'cancelled'
GROUP BY chosen

-- name: titles_of_sessions
SELECT title FROM sessions WHERE event_id = $1 AND slug = ANY($2::text[]) ORDER BY position, id
