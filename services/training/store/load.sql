-- name: one_load_at_a_time
SELECT pg_advisory_xact_lock(hashtext('wego training load'))

-- name: kept_programmes
SELECT
    id, slug, title, subject, host_city, country, duration_weeks, duration_days, seats_from, seats_to, eligible,
    content, partners, loaded
FROM programmes WHERE slug = ANY($1::text[])
ORDER BY id FOR UPDATE

-- name: kept_cohorts
-- All of them: their slugs are taken, whichever programme they belong to.
SELECT
    id, programme_id, slug, "when", timezone, source_year, loaded, moved_years, original_when, published,
    cancelled_at, revision, host_city, country, partners, seats_from, seats_to, language, rules
FROM cohorts ORDER BY id FOR UPDATE

-- name: write_programmes
INSERT INTO programmes (
    id, slug, title, subject, host_city, country, duration_weeks, duration_days, seats_from, seats_to, eligible,
    content, partners, loaded, created_at, changed_at
)
SELECT
    id, slug, title, subject, host_city, country, duration_weeks, duration_days, seats_from, seats_to, eligible,
    content, partners, loaded, $2, $2
FROM jsonb_populate_recordset(NULL::programmes, $1)
ON CONFLICT (id) DO UPDATE SET
    title = EXCLUDED.title, subject = EXCLUDED.subject, host_city = EXCLUDED.host_city, country = EXCLUDED.country,
    duration_weeks = EXCLUDED.duration_weeks, duration_days = EXCLUDED.duration_days,
    seats_from = EXCLUDED.seats_from, seats_to = EXCLUDED.seats_to, eligible = EXCLUDED.eligible,
    content = EXCLUDED.content, partners = EXCLUDED.partners, loaded = EXCLUDED.loaded,
    changed_at = EXCLUDED.changed_at

-- name: write_cohorts
INSERT INTO cohorts (
    id, programme_id, slug, "when", timezone, source_year, loaded, moved_years, original_when, published, revision,
    host_city, country, partners, seats_from, seats_to, language, rules, starts_on, ends_on, over_at, created_at, changed_at
)
SELECT
    id, programme_id, slug, "when", timezone, source_year, loaded, moved_years, original_when, published, revision,
    host_city, country, partners, seats_from, seats_to, language, rules, starts_on, ends_on, over_at, $2, $2
FROM jsonb_populate_recordset(NULL::cohorts, $1)
ON CONFLICT (id) DO UPDATE SET
    "when" = EXCLUDED."when", timezone = EXCLUDED.timezone, source_year = EXCLUDED.source_year,
    loaded = EXCLUDED.loaded, moved_years = EXCLUDED.moved_years, original_when = EXCLUDED.original_when,
    published = EXCLUDED.published, revision = EXCLUDED.revision, host_city = EXCLUDED.host_city,
    country = EXCLUDED.country, partners = EXCLUDED.partners, seats_from = EXCLUDED.seats_from,
    seats_to = EXCLUDED.seats_to, language = EXCLUDED.language, rules = EXCLUDED.rules, starts_on = EXCLUDED.starts_on, ends_on = EXCLUDED.ends_on,
    over_at = EXCLUDED.over_at, changed_at = EXCLUDED.changed_at

-- name: loaded_slugs_not_among
SELECT slug FROM programmes WHERE loaded IS NOT NULL AND slug <> ALL($1::text[]) ORDER BY slug

-- name: kept_programme_of
SELECT
    p.id, p.slug, p.title, p.subject, p.host_city, p.country, p.duration_weeks, p.duration_days, p.seats_from, p.seats_to,
    p.eligible, p.content, p.partners, p.loaded
FROM programmes p JOIN cohorts c ON c.programme_id = p.id WHERE c.id = $1

-- name: kept_cohort
SELECT
    id, programme_id, slug, "when", timezone, source_year, loaded, moved_years, original_when, published,
    cancelled_at, revision, host_city, country, partners, seats_from, seats_to, language, rules
FROM cohorts WHERE id = $1 FOR UPDATE

-- name: cohort_slugs
SELECT slug FROM cohorts
