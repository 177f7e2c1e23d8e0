-- Training programmes and the cohorts that take them, one each time a programme is held.

CREATE TABLE programmes (
    id uuid PRIMARY KEY,
    slug text NOT NULL CONSTRAINT programmes_slug UNIQUE,
    title text NOT NULL,
    subject text NOT NULL,
    host_city text NOT NULL,
    country text NOT NULL,
    duration_weeks int NOT NULL,
    duration_days int NOT NULL,
    seats_from int NOT NULL,
    seats_to int NOT NULL,
    eligible text NOT NULL,
    content text[] NOT NULL,
    partners text[] NOT NULL,
    -- What the file said at the last load, field by field; null for a programme that no file brought.
    loaded jsonb,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT programmes_duration CHECK (duration_weeks >= 0 AND duration_days >= 0),
    CONSTRAINT programmes_seats CHECK (0 <= seats_from AND seats_from <= seats_to)
);

CREATE TABLE cohorts (
    id uuid PRIMARY KEY,
    programme_id uuid NOT NULL REFERENCES programmes,
    -- Made once from the programme and the year it is held, and never changed.
    slug text NOT NULL CONSTRAINT cohorts_slug UNIQUE,
    "when" jsonb NOT NULL,
    timezone text NOT NULL,
    -- The year the file gives, by which the next load finds it again; null for a cohort that no file brought.
    source_year int,
    loaded jsonb,
    -- By how many years the file's date was moved, and that date.
    moved_years int NOT NULL DEFAULT 0,
    original_when jsonb,
    published boolean NOT NULL DEFAULT true,
    cancelled_at timestamptz,
    -- Rises with every change that other services are told of, those of its programme included.
    revision bigint NOT NULL,
    -- Derived from the date and the zone (shared/programme/schedule.py).
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    over_at timestamptz NOT NULL,
    year_from int NOT NULL GENERATED ALWAYS AS (extract(year FROM starts_on)::int) STORED,
    year_to int NOT NULL GENERATED ALWAYS AS (extract(year FROM ends_on)::int) STORED,
    sort_on date NOT NULL GENERATED ALWAYS AS (
        CASE WHEN "when" ->> 'precision' IN ('time', 'day') THEN starts_on ELSE ends_on END
    ) STORED,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT cohorts_precision CHECK ("when" ->> 'precision' IN ('time', 'day', 'month', 'quarter', 'year')),
    CONSTRAINT cohorts_zone CHECK (timezone <> '' OR "when" ->> 'precision' NOT IN ('time', 'day')),
    CONSTRAINT cohorts_span CHECK (starts_on <= ends_on),
    CONSTRAINT cohorts_original CHECK ((moved_years = 0) = (original_when IS NULL)),
    CONSTRAINT cohorts_once_a_year UNIQUE (programme_id, source_year)
);
CREATE INDEX cohorts_in_order ON cohorts (sort_on, slug) WHERE published;
CREATE INDEX cohorts_newest ON cohorts (programme_id, starts_on DESC) WHERE published;
