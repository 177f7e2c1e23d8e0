-- name: registrations_of_address
-- One line an event: the registration that stands, or else the newest that was cancelled.
SELECT DISTINCT ON (e.sort_on, e.slug)
    r.id, r.status, r.link_version, e.slug, e.title, e."when", e.timezone, e.format, e.platform, e.venue, e.city, e.country,
    e.venue_tentative, e.days, e.cancelled_at, e.over_at,
    CASE WHEN r.status = 'waitlisted' THEN (
        SELECT count(*) + 1 FROM registrations q
        WHERE q.event_id = r.event_id AND q.status = 'waitlisted' AND q.arrival < r.arrival
    )::int END AS place
FROM registrations r JOIN events e ON e.id = r.event_id
WHERE lower(r.email) = $1
ORDER BY e.sort_on, e.slug, r.status = 'cancelled', r.arrival DESC

-- name: newest_participant
SELECT participant FROM registrations WHERE lower(email) = $1 ORDER BY arrival DESC LIMIT 1
