-- name: survey
SELECT id, cohort_id, session_id, activity_key, template, title, intro, languages, items, anonymous, minimum, schedule, state,
    opens_at, closes_at, pair_id, pair_role, link_version, revision, live, releases, shut, closed_on
FROM surveys WHERE id = $1

-- name: survey_shared
-- While somebody answers, nobody opens, closes or mixes it.
SELECT id, cohort_id, session_id, activity_key, template, title, intro, languages, items, anonymous, minimum, schedule, state,
    opens_at, closes_at, pair_id, pair_role, link_version, revision, live, releases, shut, closed_on
FROM surveys WHERE id = $1 FOR SHARE

-- name: survey_locked
SELECT id, cohort_id, session_id, activity_key, template, title, intro, languages, items, anonymous, minimum, schedule, state,
    opens_at, closes_at, pair_id, pair_role, link_version, revision, live, releases, shut, closed_on
FROM surveys WHERE id = $1 FOR UPDATE

-- name: survey_occasions
SELECT s.id AS survey_id, coalesce(e.title, a.title, p.title) AS title, CASE WHEN e.id IS NULL THEN '' ELSE p.title END AS course,
    coalesce(e.timezone, a.timezone, c.timezone) AS timezone, e.starts_at, e.ends_at,
    CASE WHEN e.id IS NULL THEN coalesce(a."when", c."when") END AS "when", e.starts, e.ends,
    (e.cancelled_at IS NOT NULL OR c.cancelled_at IS NOT NULL) AS cancelled
FROM surveys s LEFT JOIN cohorts c ON c.id = s.cohort_id LEFT JOIN programmes p ON p.id = c.programme_id
    LEFT JOIN sessions e ON e.id = s.session_id LEFT JOIN activities a ON a.key = s.activity_key
WHERE s.id = ANY($1)

-- name: surveys_alive
-- Also a closed one that still has a box: something in it could not be opened.
SELECT s.id FROM surveys s
WHERE s.state IN ('ready', 'open')
    OR (s.state = 'closed' AND EXISTS (SELECT FROM survey_box b WHERE b.survey_id = s.id))
ORDER BY s.id

-- name: surveys_due
-- To be opened or closed now, without a time yet, or with enough in the box for a block.
SELECT s.id FROM surveys s
WHERE (s.state = 'ready' AND (s.opens_at IS NULL OR (s.opens_at <= $1 AND s.closes_at > $1)))
    OR (s.state = 'open' AND (s.closes_at <= $1
        OR (s.live AND (SELECT count(*) FROM survey_box b WHERE b.survey_id = s.id) >= 2 * greatest($2, s.minimum))
        OR (EXISTS (SELECT FROM survey_box b WHERE b.survey_id = s.id)
            AND NOT EXISTS (SELECT FROM survey_invitations i WHERE i.survey_id = s.id AND NOT i.answered))))
ORDER BY s.id

-- name: next_survey_due
SELECT least(
    (SELECT min(opens_at) FROM surveys WHERE state = 'ready' AND opens_at > $1),
    (SELECT min(closes_at) FROM surveys WHERE state = 'open' AND closes_at > $1)
)

-- name: set_survey_span
UPDATE surveys SET opens_at = $2, closes_at = $3 WHERE id = $1 AND state = 'ready'

-- name: step_survey
-- When it really opened is noted once: schedules can be moved back, this cannot.
UPDATE surveys SET state = $3, revision = nextval('revisions'), opened_at = CASE WHEN $3 = 'open' THEN $4 ELSE opened_at END
WHERE id = $1 AND state = $2

-- name: close_survey
UPDATE surveys SET state = 'closed', closed_on = $2, revision = nextval('revisions') WHERE id = $1 AND state = 'open'

-- name: count_release
UPDATE surveys SET releases = releases + 1 WHERE id = $1

-- name: renew_survey_link
UPDATE surveys SET link_version = link_version + 1, revision = nextval('revisions') WHERE id = $1
RETURNING link_version

-- name: surveys_of_room
-- What is open now about a session, or about its course.
SELECT s.id, s.title, s.languages FROM surveys s
WHERE s.state = 'open' AND s.closes_at > $2 AND s.cohort_id = (SELECT cohort_id FROM sessions WHERE id = $1)
    AND (s.session_id IS NULL OR s.session_id = $1)
ORDER BY s.session_id NULLS LAST, s.opens_at, s.id

-- name: note_shut
UPDATE surveys SET shut = $2 WHERE id = $1 AND shut <> $2

-- name: surveys_to_unlist
SELECT s.id FROM surveys s
WHERE EXISTS (SELECT FROM survey_invitations i WHERE i.survey_id = s.id AND i.listed AND (i.answered OR s.state = 'closed'))
ORDER BY s.id
