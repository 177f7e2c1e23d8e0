-- name: waiting_events
-- Whoever still waits is approved or not, also where approval was switched off since.
SELECT slug, title, conflict, pending_count FROM events
WHERE over_at > $1 AND cancelled_at IS NULL AND (conflict <> '' OR pending_count > 0)
ORDER BY sort_on, slug LIMIT 200

-- name: next_events
-- Drafts included: one that is near needs its organizer. What is closed is done.
SELECT slug, title, "when", timezone, format, city, days, conflict, capacity, approval, published, cancelled_at, confirmed_count,
    waitlisted_count, pending_count
FROM events WHERE over_at > $1 AND cancelled_at IS NULL AND closed_at IS NULL ORDER BY sort_on, slug LIMIT $2

-- name: events_between
-- What begins between these days, as those at the door see it.
SELECT slug, title, "when", timezone, format, city, days, conflict, capacity, approval, published, cancelled_at, confirmed_count,
    waitlisted_count, pending_count
FROM events
WHERE published AND sort_on BETWEEN $1 AND $2 AND cancelled_at IS NULL AND "when" ->> 'precision' IN ('time', 'day')
ORDER BY sort_on, slug LIMIT $3

-- name: registrations_since
SELECT e.slug, e.title, happened.new, happened.cancelled, happened.promoted
FROM (
    SELECT r.event_id,
        (count(*) FILTER (WHERE h.what = ANY($2::text[])))::int AS new,
        (count(*) FILTER (WHERE h.what = ANY($3::text[])))::int AS cancelled,
        (count(*) FILTER (WHERE h.what = ANY($4::text[])))::int AS promoted,
        count(*) AS all
    FROM registration_history h JOIN registrations r ON r.id = h.registration_id
    WHERE h.at >= $1 AND h.what = ANY($2::text[] || $3::text[] || $4::text[])
    GROUP BY r.event_id
) AS happened JOIN events e ON e.id = happened.event_id
ORDER BY happened.all DESC, e.slug LIMIT $5

-- name: events_since
-- The last of each kind for each event, the newest first.
SELECT e.slug, e.title, e."when", e.timezone, e.format, e.city, e.days, done.action, done.at
FROM (
    SELECT DISTINCT ON (subject, action) substr(subject, 7)::uuid AS event_id, action, at
    FROM identity.audit
    WHERE at >= $1 AND subject LIKE 'event:%' AND action = ANY($2::text[])
    ORDER BY subject, action, at DESC
) AS done JOIN events e ON e.id = done.event_id
ORDER BY done.at DESC, e.slug LIMIT $3

-- name: trail_of_event
-- The newest first, with the name of whoever did it where the account or token is known. What was done to several of
-- the event's registrations with the same outcome, by one and the same within a minute, is one line with their number
-- under `people` and without their names. $3 and $4: what is older than this line; null for all.
WITH whole AS (
    SELECT a.id, a.at, a.action, a.actor, a.old, a.new
    FROM identity.audit a WHERE a.subject = 'event:' || $1::uuid
    UNION ALL
    SELECT (array_agg(a.id ORDER BY a.at DESC, a.id DESC))[1], max(a.at), a.action, a.actor, NULL,
        coalesce(told.new, '{}') || jsonb_build_object('people', count(*)::text)
    FROM registrations r JOIN identity.audit a ON a.subject = 'registration:' || r.id
    -- What was corrected of a person stands with the person.
    CROSS JOIN LATERAL (SELECT CASE WHEN a.action <> 'registration.changed' THEN a.new END) AS told (new)
    WHERE r.event_id = $1
    GROUP BY a.action, a.actor, told.new, date_trunc('minute', a.at)
)
SELECT w.id, w.at, w.action, w.old, w.new, coalesce(s.name, t.name, '') AS actor
FROM whole w
LEFT JOIN identity.staff s ON w.actor = 'staff:' || s.id
LEFT JOIN identity.api_tokens t ON w.actor = 'token:' || t.id
WHERE $3::timestamptz IS NULL OR (w.at, w.id) < ($3, $4::uuid)
ORDER BY w.at DESC, w.id DESC LIMIT $2
