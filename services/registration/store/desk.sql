-- name: waiting_events
-- Whoever still waits is approved or not, also where approval was switched off since.
SELECT slug, title, conflict, pending_count FROM events
WHERE over_at > $1 AND cancelled_at IS NULL AND (conflict <> '' OR pending_count > 0)
ORDER BY sort_on, slug LIMIT 200

-- name: next_events
-- Drafts included: one that is near needs its organizer. What is closed is done.
SELECT slug, title, "when", timezone, conflict, capacity, approval, published, cancelled_at, confirmed_count,
    waitlisted_count, pending_count
FROM events WHERE over_at > $1 AND cancelled_at IS NULL AND closed_at IS NULL ORDER BY sort_on, slug LIMIT $2

-- name: events_between
-- What begins between these days, as those at the door see it.
SELECT slug, title, "when", timezone, conflict, capacity, approval, published, cancelled_at, confirmed_count,
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
SELECT e.slug, e.title, e."when", e.timezone, done.action, done.at
FROM (
    SELECT DISTINCT ON (subject, action) substr(subject, 7)::uuid AS event_id, action, at
    FROM identity.audit
    WHERE at >= $1 AND subject LIKE 'event:%' AND action = ANY($2::text[])
    ORDER BY subject, action, at DESC
) AS done JOIN events e ON e.id = done.event_id
ORDER BY done.at DESC, e.slug LIMIT $3
