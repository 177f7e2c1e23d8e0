-- name: desk_survey
SELECT s.id, s.cohort_id, s.session_id, s.activity_key, s.template, s.title, s.intro, s.languages, s.items, s.anonymous,
    s.minimum, s.schedule, s.state, s.opens_at, s.closes_at, s.pair_id, s.pair_role, s.link_version, s.revision, s.live, s.releases, s.shut, s.closed_on,
    coalesce(e.title, a.title, p.title) AS about, CASE WHEN e.id IS NULL THEN '' ELSE p.title END AS course,
    coalesce(c.slug, '') AS cohort, coalesce(e.timezone, a.timezone, c.timezone) AS timezone,
    CASE WHEN e.id IS NULL THEN coalesce(a."when", c."when") END AS "when", e.starts, e.ends, e.starts_at, e.ends_at,
    (e.cancelled_at IS NOT NULL OR c.cancelled_at IS NOT NULL) AS cancelled,
    coalesce(a.people, (SELECT count(*) FROM participants q WHERE q.cohort_id = s.cohort_id AND q.status = 'confirmed'
        AND (e.id IS NULL OR e.groups = '{}' OR q.group_key = ANY(e.groups))))::int AS people,
    (SELECT count(*) FROM survey_invitations i WHERE i.survey_id = s.id)::int AS asked,
    (SELECT count(*) FROM survey_invitations i WHERE i.survey_id = s.id AND i.answered)::int AS answered
FROM surveys s LEFT JOIN cohorts c ON c.id = s.cohort_id LEFT JOIN programmes p ON p.id = c.programme_id
    LEFT JOIN sessions e ON e.id = s.session_id LEFT JOIN activities a ON a.key = s.activity_key
WHERE s.id = $1

-- name: desk_surveys
-- $1 patterns that must all stand in a title, $2 a state, $3 the slug of a cohort; null for any. What is to be done first.
SELECT s.id, s.title, s.languages, coalesce(e.title, a.title, p.title) AS about,
    CASE WHEN e.id IS NULL THEN '' ELSE p.title END AS course, coalesce(c.slug, '') AS cohort,
    coalesce(e.timezone, a.timezone, c.timezone) AS timezone,
    CASE WHEN e.id IS NULL THEN coalesce(a."when", c."when") END AS "when", e.starts, e.ends, s.state, s.anonymous,
    (SELECT count(*) FROM jsonb_array_elements(s.items) AS item WHERE item ->> 'type' <> 'section')::int AS questions,
    s.created_at, s.opens_at, s.closes_at, s.closed_on, s.pair_role,
    coalesce(a.people, (SELECT count(*) FROM participants q WHERE q.cohort_id = s.cohort_id AND q.status = 'confirmed'
        AND (e.id IS NULL OR e.groups = '{}' OR q.group_key = ANY(e.groups))))::int AS people,
    (SELECT count(*) FROM survey_invitations i WHERE i.survey_id = s.id)::int AS asked,
    (SELECT count(*) FROM survey_invitations i WHERE i.survey_id = s.id AND i.answered)::int AS answered
FROM surveys s LEFT JOIN cohorts c ON c.id = s.cohort_id LEFT JOIN programmes p ON p.id = c.programme_id
    LEFT JOIN sessions e ON e.id = s.session_id LEFT JOIN activities a ON a.key = s.activity_key
WHERE (s.title::text || ' ' || coalesce(e.title, '') || ' ' || coalesce(a.title, p.title)) ILIKE ALL ($1::text[])
    AND ($2::text IS NULL OR s.state = $2) AND ($3::text IS NULL OR c.slug = $3)
ORDER BY array_position(ARRAY['open', 'draft', 'ready', 'closed'], s.state), s.closes_at DESC NULLS FIRST,
    e.starts_at NULLS LAST, s.created_at DESC, s.pair_role DESC, s.id
LIMIT $4 OFFSET $5

-- name: count_surveys
SELECT count(*) FROM surveys s LEFT JOIN cohorts c ON c.id = s.cohort_id LEFT JOIN programmes p ON p.id = c.programme_id
    LEFT JOIN sessions e ON e.id = s.session_id LEFT JOIN activities a ON a.key = s.activity_key
WHERE (s.title::text || ' ' || coalesce(e.title, '') || ' ' || coalesce(a.title, p.title)) ILIKE ALL ($1::text[])
    AND ($2::text IS NULL OR s.state = $2) AND ($3::text IS NULL OR c.slug = $3)

-- name: insert_survey
INSERT INTO surveys (id, cohort_id, session_id, activity_key, template, title, intro, languages, items, anonymous, minimum,
    schedule, live, state, pair_id, pair_role, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'draft', $14, $15, $16)

-- name: change_survey
-- Only a draft, only from the revision that the change began with.
UPDATE surveys SET title = $3, intro = $4, languages = $5, items = $6, anonymous = $7, minimum = $8, schedule = $9,
    live = $10, revision = nextval('revisions')
WHERE id = $1 AND revision = $2 AND state = 'draft'

-- name: change_survey_title
UPDATE surveys SET title = $3, revision = nextval('revisions') WHERE id = $1 AND revision = $2

-- name: make_survey_ready
UPDATE surveys SET state = 'ready', revision = nextval('revisions') WHERE id = $1 AND state = 'draft'

-- name: make_survey_draft
-- When it opens is found anew once it is ready again.
UPDATE surveys SET state = 'draft', opens_at = NULL, closes_at = NULL, revision = nextval('revisions')
WHERE id = $1 AND state = 'ready'

-- name: postpone_survey
-- Later only, and only while it is open.
UPDATE surveys SET closes_at = $2, schedule = $3, revision = nextval('revisions')
WHERE id = $1 AND state = 'open' AND closes_at < $2

-- name: delete_survey
DELETE FROM surveys WHERE id = $1 AND state = 'draft'

-- name: survey_cohorts
-- What a survey can be about: the cohorts that are not cancelled, the latest first.
SELECT 'cohort:' || c.slug AS value, p.title, c."when", c.timezone,
    (SELECT count(*) FROM participants q WHERE q.cohort_id = c.id AND q.status = 'confirmed')::int AS people
FROM cohorts c JOIN programmes p ON p.id = c.programme_id
WHERE c.cancelled_at IS NULL
ORDER BY c.sort_on DESC, c.slug LIMIT 200

-- name: survey_events
SELECT 'event:' || a.slug AS value, a.title, a."when", a.timezone, a.people
FROM activities a ORDER BY a.over_at DESC, a.slug LIMIT 200

-- name: activity_of_slug
SELECT key FROM activities WHERE slug = $1

-- name: cohort_of_slug
SELECT id FROM cohorts WHERE slug = $1 AND cancelled_at IS NULL

-- name: surveys_among
SELECT id FROM surveys WHERE id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], id)

-- name: session_drafts
SELECT s.id FROM surveys s JOIN cohorts c ON c.id = s.cohort_id
WHERE c.slug = $1 AND s.session_id IS NOT NULL AND s.state = 'draft' ORDER BY s.created_at, s.id
