-- name: desk_cohorts
-- Those of these ids; the one of this slug; null: all. What lies ahead comes first, the nearest on top; then what is over,
-- the latest on top.
SELECT
    p.title, p.subject, coalesce(c.host_city, p.host_city) AS host_city, coalesce(c.country, p.country) AS country,
    p.duration_weeks, p.duration_days, coalesce(c.seats_from, p.seats_from) AS seats_from,
    coalesce(c.seats_to, p.seats_to) AS seats_to, p.eligible, p.content, coalesce(c.partners, p.partners) AS partners,
    p.slug AS programme, c.id, c.slug, c."when", c.timezone, c.original_when, c.cancelled_at, c.over_at, c.sort_on,
    c.language, c.timetable_published, c.published, c.rules, c.revision, c.trainer_link_version, c.changes_due_at,
    (SELECT count(*) FROM participants q WHERE q.cohort_id = c.id AND q.status = 'confirmed') AS participants,
    (SELECT count(*) FROM offers o WHERE o.cohort_id = c.id AND o.outcome IS NULL) AS offered,
    (SELECT count(*) FROM sessions s WHERE s.cohort_id = c.id AND s.cancelled_at IS NULL) AS sessions
FROM cohorts c JOIN programmes p ON p.id = c.programme_id
WHERE ($1::uuid[] IS NULL OR c.id = ANY($1)) AND ($2::text IS NULL OR c.slug = $2)
ORDER BY c.over_at <= $3, CASE WHEN c.over_at > $3 THEN c.sort_on END, c.sort_on DESC, c.slug

-- name: lock_cohort
SELECT id FROM cohorts WHERE slug = $1 FOR UPDATE

-- name: show_timetable
UPDATE cohorts SET timetable_published = $2, changed_at = $3 WHERE id = $1 AND timetable_published <> $2

-- name: cancel_cohort
UPDATE cohorts SET cancelled_at = $2, changed_at = $2 WHERE id = $1 AND cancelled_at IS NULL

-- name: renew_trainer_link
UPDATE cohorts SET trainer_link_version = trainer_link_version + 1, changed_at = $2 WHERE id = $1
RETURNING trainer_link_version
