-- name: one_load_at_a_time
SELECT pg_advisory_xact_lock(hashtext('wego programme load'))

-- name: any_event
SELECT EXISTS (SELECT FROM events)

-- name: kept_events
SELECT
    id, slug, title, kind, "when", timezone, format, platform, venue, city, country, venue_tentative, host_open,
    network, days, recurs, reported_attendance, after_event, audience, components, partners, conflict, capacity,
    approval, registration_opens, registration_closes, join_url, description, loaded, moved_years, original_when, published,
    cancelled_at, revision, confirmed_count, waitlisted_count, pending_count, closed_at,
    reminders
FROM events WHERE slug = ANY($1::text[])
ORDER BY id FOR UPDATE

-- name: kept_sessions
SELECT event_id, id, slug, position, title, agenda, breakouts, speakers, day, begins, ends, room, removed, loaded
FROM sessions WHERE event_id = ANY($1::uuid[])
ORDER BY event_id, position, id

-- name: write_events
-- New and changed events in one statement. What registrations count stays as it is.
INSERT INTO events (
    id, slug, title, kind, "when", timezone, format, platform, venue, city, country, venue_tentative, host_open,
    network, days, recurs, reported_attendance, after_event, audience, components, partners, conflict, capacity,
    approval, registration_opens, registration_closes, join_url, description, loaded, moved_years, original_when, published,
    reminders, revision, search, starts_on, ends_on, over_at, created_at, changed_at
)
SELECT
    id, slug, title, kind, "when", timezone, format, platform, venue, city, country, venue_tentative, host_open,
    network, days, recurs, reported_attendance, after_event, audience, components, partners, conflict, capacity,
    approval, registration_opens, registration_closes, join_url, description, loaded, moved_years, original_when, published,
    reminders, revision, search, starts_on, ends_on, over_at, $2, $2
FROM jsonb_populate_recordset(NULL::events, $1)
ON CONFLICT (id) DO UPDATE SET
    title = EXCLUDED.title, kind = EXCLUDED.kind, "when" = EXCLUDED."when", timezone = EXCLUDED.timezone,
    format = EXCLUDED.format, platform = EXCLUDED.platform, venue = EXCLUDED.venue, city = EXCLUDED.city,
    country = EXCLUDED.country, venue_tentative = EXCLUDED.venue_tentative, host_open = EXCLUDED.host_open,
    network = EXCLUDED.network, days = EXCLUDED.days, recurs = EXCLUDED.recurs,
    reported_attendance = EXCLUDED.reported_attendance, after_event = EXCLUDED.after_event,
    audience = EXCLUDED.audience, components = EXCLUDED.components, partners = EXCLUDED.partners,
    conflict = EXCLUDED.conflict, capacity = EXCLUDED.capacity, approval = EXCLUDED.approval,
    registration_opens = EXCLUDED.registration_opens, registration_closes = EXCLUDED.registration_closes,
    join_url = EXCLUDED.join_url, description = EXCLUDED.description, loaded = EXCLUDED.loaded, moved_years = EXCLUDED.moved_years,
    original_when = EXCLUDED.original_when, published = EXCLUDED.published, reminders = EXCLUDED.reminders,
    revision = EXCLUDED.revision, search = EXCLUDED.search, starts_on = EXCLUDED.starts_on,
    ends_on = EXCLUDED.ends_on, over_at = EXCLUDED.over_at, changed_at = EXCLUDED.changed_at

-- name: write_sessions
INSERT INTO sessions (
    id, event_id, slug, position, title, agenda, breakouts, speakers, day, begins, ends, room, removed, loaded
)
SELECT id, event_id, slug, position, title, agenda, breakouts, speakers, day, begins, ends, room, removed, loaded
FROM jsonb_populate_recordset(NULL::sessions, $1)
ON CONFLICT (id) DO UPDATE SET
    position = EXCLUDED.position, title = EXCLUDED.title, agenda = EXCLUDED.agenda, breakouts = EXCLUDED.breakouts,
    speakers = EXCLUDED.speakers, day = EXCLUDED.day, begins = EXCLUDED.begins, ends = EXCLUDED.ends,
    room = EXCLUDED.room, removed = EXCLUDED.removed, loaded = EXCLUDED.loaded

-- name: write_networks
INSERT INTO networks (key, name, countries)
SELECT key, name, countries FROM jsonb_populate_recordset(NULL::networks, $1)
ON CONFLICT (key) DO UPDATE SET name = EXCLUDED.name, countries = EXCLUDED.countries
WHERE (networks.name, networks.countries) IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.countries)

-- name: loaded_slugs_not_among
SELECT slug FROM events WHERE loaded IS NOT NULL AND slug <> ALL($1::text[]) ORDER BY sort_on, slug
