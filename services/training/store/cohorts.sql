-- name: cohort_by_slug
SELECT
    p.title, p.subject, coalesce(c.host_city, p.host_city) AS host_city, coalesce(c.country, p.country) AS country,
    p.duration_weeks, p.duration_days, coalesce(c.seats_from, p.seats_from) AS seats_from,
    coalesce(c.seats_to, p.seats_to) AS seats_to, p.eligible, p.content, coalesce(c.partners, p.partners) AS partners,
    p.slug AS programme, c.id, c.slug, c."when", c.timezone, c.original_when, c.cancelled_at, c.over_at, c.sort_on,
    c.language, c.timetable_published
FROM cohorts c JOIN programmes p ON p.id = c.programme_id
WHERE c.slug = $1 AND c.published

-- name: newest_slug
SELECT c.slug FROM cohorts c JOIN programmes p ON p.id = c.programme_id
WHERE p.slug = $1 AND c.published ORDER BY c.starts_on DESC, c.slug DESC LIMIT 1

-- name: newest_cohorts
-- Of each programme its newest cohort.
SELECT * FROM (
    SELECT DISTINCT ON (p.id)
        p.title, p.subject, coalesce(c.host_city, p.host_city) AS host_city, coalesce(c.country, p.country) AS country,
        p.duration_weeks, p.duration_days, coalesce(c.seats_from, p.seats_from) AS seats_from,
        coalesce(c.seats_to, p.seats_to) AS seats_to, p.eligible, p.content,
        coalesce(c.partners, p.partners) AS partners, p.slug AS programme, c.id, c.slug, c."when", c.timezone,
        c.original_when, c.cancelled_at, c.over_at, c.sort_on, c.language, c.timetable_published
    FROM cohorts c JOIN programmes p ON p.id = c.programme_id
    WHERE c.published
    ORDER BY p.id, c.starts_on DESC, c.slug DESC
) AS newest
ORDER BY sort_on, slug

-- name: cohorts_of_programme
SELECT
    p.title, p.subject, coalesce(c.host_city, p.host_city) AS host_city, coalesce(c.country, p.country) AS country,
    p.duration_weeks, p.duration_days, coalesce(c.seats_from, p.seats_from) AS seats_from,
    coalesce(c.seats_to, p.seats_to) AS seats_to, p.eligible, p.content, coalesce(c.partners, p.partners) AS partners,
    p.slug AS programme, c.id, c.slug, c."when", c.timezone, c.original_when, c.cancelled_at, c.over_at, c.sort_on,
    c.language, c.timetable_published
FROM cohorts c JOIN programmes p ON p.id = c.programme_id
WHERE p.slug = $1 AND c.published
ORDER BY c.starts_on DESC, c.slug DESC

-- name: cohort_list
-- Parameters that are null choose all. $4 and $5 are the cursor: the sort day and slug of the last one seen.
SELECT
    p.title, p.subject, coalesce(c.host_city, p.host_city) AS host_city, coalesce(c.country, p.country) AS country,
    p.duration_weeks, p.duration_days, coalesce(c.seats_from, p.seats_from) AS seats_from,
    coalesce(c.seats_to, p.seats_to) AS seats_to, p.eligible, p.content, coalesce(c.partners, p.partners) AS partners,
    p.slug AS programme, c.id, c.slug, c."when", c.timezone, c.original_when, c.cancelled_at, c.over_at, c.sort_on,
    c.language, c.timetable_published
FROM cohorts c JOIN programmes p ON p.id = c.programme_id
WHERE c.published
    AND ($1::int IS NULL OR (c.year_from <= $1 AND c.year_to >= $1))
    AND ($2::text IS NULL OR p.slug = $2)
    AND ($4::date IS NULL OR (c.sort_on, c.slug) > ($4, $5::text))
ORDER BY c.sort_on, c.slug
LIMIT $3
