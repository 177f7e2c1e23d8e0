-- The programme of events: what a file says, what people changed, and what lists need of both.

CREATE TABLE events (
    id uuid PRIMARY KEY,
    slug text NOT NULL CONSTRAINT events_slug UNIQUE,
    title text NOT NULL,
    kind text NOT NULL,
    "when" jsonb NOT NULL,
    timezone text NOT NULL,
    format text CONSTRAINT events_format CHECK (format IN ('online', 'in_person', 'hybrid')),
    platform text NOT NULL,
    venue text NOT NULL,
    city text NOT NULL,
    country text NOT NULL,
    venue_tentative boolean NOT NULL,
    host_open boolean NOT NULL,
    network text NOT NULL,
    days int NOT NULL CONSTRAINT events_days CHECK (days >= 0),
    recurs text NOT NULL,
    reported_attendance text NOT NULL,
    after_event text[] NOT NULL,
    audience text[] NOT NULL,
    components text[] NOT NULL,
    partners text[] NOT NULL,
    conflict text NOT NULL,
    capacity int CONSTRAINT events_capacity CHECK (capacity > 0),
    approval boolean NOT NULL,
    registration_opens timestamptz,
    registration_closes timestamptz,
    join_url text NOT NULL,

    -- What the file said at the last load, field by field; null for an event that no file brought.
    loaded jsonb,
    -- By how many years the file's date was moved, and that date.
    moved_years int NOT NULL DEFAULT 0,
    original_when jsonb,

    published boolean NOT NULL DEFAULT true,
    cancelled_at timestamptz,
    -- Rises with every change that other services are told of.
    revision bigint NOT NULL,

    -- Kept by registrations under this row's lock.
    confirmed_count int NOT NULL DEFAULT 0,
    waitlisted_count int NOT NULL DEFAULT 0,
    pending_count int NOT NULL DEFAULT 0,

    -- Derived from the date and the zone (shared/programme/schedule.py).
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    over_at timestamptz NOT NULL,
    year_from int NOT NULL GENERATED ALWAYS AS (extract(year FROM starts_on)::int) STORED,
    year_to int NOT NULL GENERATED ALWAYS AS (extract(year FROM ends_on)::int) STORED,
    precision text NOT NULL GENERATED ALWAYS AS ("when" ->> 'precision') STORED,
    -- An open date stands after the fixed ones of its span.
    sort_on date NOT NULL GENERATED ALWAYS AS (
        CASE WHEN "when" ->> 'precision' IN ('time', 'day') THEN starts_on ELSE ends_on END
    ) STORED,

    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,

    CONSTRAINT events_precision CHECK ("when" ->> 'precision' IN ('time', 'day', 'month', 'quarter', 'year')),
    CONSTRAINT events_zone CHECK (timezone <> '' OR "when" ->> 'precision' NOT IN ('time', 'day')),
    CONSTRAINT events_span CHECK (starts_on <= ends_on),
    CONSTRAINT events_window CHECK (registration_closes > registration_opens),
    CONSTRAINT events_original CHECK ((moved_years = 0) = (original_when IS NULL)),
    CONSTRAINT events_counts CHECK (confirmed_count >= 0 AND waitlisted_count >= 0 AND pending_count >= 0)
);
CREATE INDEX events_in_order ON events (sort_on, slug) WHERE published;
CREATE INDEX events_by_year ON events (year_from, year_to) WHERE published;
CREATE INDEX events_ahead ON events (over_at) WHERE published AND cancelled_at IS NULL;

-- The parts of an event, in order. Speakers are facts told with a session, not yet people of their own.
CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    event_id uuid NOT NULL REFERENCES events ON DELETE CASCADE,
    -- Made once from the title and never changed.
    slug text NOT NULL,
    position int NOT NULL,
    title text NOT NULL,
    agenda text[] NOT NULL,
    breakouts text[] NOT NULL,
    speakers jsonb NOT NULL CONSTRAINT sessions_speakers CHECK (jsonb_typeof(speakers) = 'array'),
    -- No longer part of the event; kept because people may have chosen it.
    removed boolean NOT NULL DEFAULT false,
    loaded jsonb,
    CONSTRAINT sessions_slug UNIQUE (event_id, slug)
);

CREATE TABLE networks (
    key text PRIMARY KEY,
    name text NOT NULL,
    countries text[] NOT NULL
);

-- What other services have in the year's programme: cohorts, told by programme.put.
CREATE TABLE programme_entries (
    key text PRIMARY KEY,
    revision bigint NOT NULL,
    slug text NOT NULL,
    title text NOT NULL,
    "when" jsonb NOT NULL,
    timezone text NOT NULL,
    place jsonb NOT NULL,
    page_url text NOT NULL,
    original_when jsonb,
    duration_days int NOT NULL,
    duration_weeks int NOT NULL,
    seats_from int NOT NULL,
    seats_to int NOT NULL,
    partners text[] NOT NULL,
    withdrawn boolean NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    over_at timestamptz NOT NULL,
    year_from int NOT NULL GENERATED ALWAYS AS (extract(year FROM starts_on)::int) STORED,
    year_to int NOT NULL GENERATED ALWAYS AS (extract(year FROM ends_on)::int) STORED,
    precision text NOT NULL GENERATED ALWAYS AS ("when" ->> 'precision') STORED,
    sort_on date NOT NULL GENERATED ALWAYS AS (
        CASE WHEN "when" ->> 'precision' IN ('time', 'day') THEN starts_on ELSE ends_on END
    ) STORED
);
CREATE INDEX programme_entries_in_order ON programme_entries (sort_on, slug) WHERE NOT withdrawn;
CREATE INDEX programme_entries_by_year ON programme_entries (year_from, year_to) WHERE NOT withdrawn;

-- One programme for people: events and cohorts alike.
CREATE VIEW programme AS
SELECT
    'event' AS source, slug, title, kind, "when", timezone, format, platform, venue, city, country,
    venue_tentative, host_open, network, partners, days, 0 AS weeks, 0 AS seats_from, 0 AS seats_to,
    original_when, cancelled_at, registration_opens, registration_closes, capacity,
    confirmed_count, starts_on, ends_on, over_at, year_from, year_to, precision, sort_on,
    '/events/' || slug AS page
FROM events
WHERE published
UNION ALL
SELECT
    'training', slug, title, 'training', "when", timezone, NULLIF(coalesce(place ->> 'format', ''), ''),
    coalesce(place ->> 'platform', ''), coalesce(place ->> 'venue', ''), coalesce(place ->> 'city', ''),
    coalesce(place ->> 'country', ''), coalesce((place ->> 'tentative')::boolean, false), false, '', partners,
    duration_days, duration_weeks, seats_from, seats_to,
    original_when, NULL, NULL, NULL, NULL,
    0, starts_on, ends_on, over_at, year_from, year_to, precision, sort_on,
    page_url
FROM programme_entries
WHERE NOT withdrawn;
