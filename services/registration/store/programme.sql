-- name: events_by_slugs
SELECT
    e.id, e.slug, e.title, e.kind, e."when", e.timezone, e.format, e.platform, e.venue, e.city, e.country,
    e.venue_tentative, e.host_open, e.network, e.days, e.recurs, e.reported_attendance, e.after_event, e.audience,
    e.components, e.partners, e.conflict, e.capacity, e.approval, e.registration_opens, e.registration_closes,
    e.join_url, e.description, e.over_at, e.revision, e.original_when, e.published, e.reminders, e.cancelled_at, e.closed_at,
    e.confirmed_count, e.waitlisted_count, e.pending_count,
    coalesce(n.name, '') AS network_name,
    coalesce(n.countries, '{}') AS network_countries,
    coalesce((
        SELECT jsonb_agg(
            jsonb_build_object(
                'slug', s.slug, 'title', s.title, 'agenda', s.agenda, 'breakouts', s.breakouts, 'speakers', s.speakers,
                'day', s.day, 'begins', s.begins, 'ends', s.ends, 'room', s.room
            ) ORDER BY s.day, s.begins, s.position, s.id
        )
        FROM sessions s WHERE s.event_id = e.id AND NOT s.removed
    ), '[]') AS sessions,
    jsonb_build_object(
        'recording_url', e.recording_url, 'materials', e.materials, 'press_note', e.press_note,
        'press_note_language', e.press_note_language
    ) AS after
FROM events e LEFT JOIN networks n ON n.key = e.network
WHERE e.slug = ANY((SELECT $1::text[])::text[])

-- name: programme_lines
-- Parameters that are null choose all. $11 and $12 are the cursor: the sort day and slug of the last line seen.
SELECT
    source, slug, title, kind, "when", timezone, format, platform, venue, city, country, venue_tentative, host_open,
    network, partners, days, weeks, seats_from, seats_to, original_when, cancelled_at, registration_opens,
    registration_closes, capacity, confirmed_count, over_at, sort_on, page,
    (SELECT e.closed_at FROM events e WHERE source = 'event' AND e.slug = programme.slug) AS closed_at
FROM programme
WHERE ($1::text IS NULL OR source = $1)
    AND ($2::int IS NULL OR (year_from <= $2 AND year_to >= $2))
    AND ($3::date IS NULL OR (starts_on <= $4::date AND ends_on >= $3))
    AND ($5::text IS NULL OR kind = $5)
    AND ($6::text IS NULL OR network = $6)
    AND ($7::text IS NULL OR format = $7)
    AND ($8::boolean IS NULL OR (precision IN ('month', 'quarter')) = $8)
    AND search LIKE ALL($9::text[])
    AND ($11::date IS NULL OR (sort_on, slug) > ($11, $12::text))
ORDER BY sort_on, slug
LIMIT $10

-- name: programme_years
-- Every year that has something in it; next_on is the first day from $2 (today) of what is not over at $1.
SELECT
    y::int AS year,
    min(greatest(starts_on, make_date(y, 1, 1), $2::date)) FILTER (WHERE over_at > $1 AND cancelled_at IS NULL) AS next_on
FROM programme, generate_series(year_from, year_to) AS y
GROUP BY y ORDER BY y

-- name: networks
SELECT key, name FROM networks
UNION
SELECT network, network FROM events
WHERE published AND network <> '' AND NOT EXISTS (SELECT FROM networks WHERE key = events.network)
ORDER BY key

-- name: put_entry
-- Jobs may arrive late, twice and out of order: only a greater revision is applied.
INSERT INTO programme_entries AS known (
    key, revision, slug, title, "when", timezone, place, page_url, original_when, duration_days, duration_weeks,
    seats_from, seats_to, partners, withdrawn, starts_on, ends_on, over_at, search
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
ON CONFLICT (key) DO UPDATE SET
    revision = EXCLUDED.revision, slug = EXCLUDED.slug, title = EXCLUDED.title, "when" = EXCLUDED."when",
    timezone = EXCLUDED.timezone, place = EXCLUDED.place, page_url = EXCLUDED.page_url,
    original_when = EXCLUDED.original_when, duration_days = EXCLUDED.duration_days,
    duration_weeks = EXCLUDED.duration_weeks, seats_from = EXCLUDED.seats_from, seats_to = EXCLUDED.seats_to,
    partners = EXCLUDED.partners, withdrawn = EXCLUDED.withdrawn, starts_on = EXCLUDED.starts_on,
    ends_on = EXCLUDED.ends_on, over_at = EXCLUDED.over_at, search = EXCLUDED.search
WHERE known.revision < EXCLUDED.revision
