-- name: other_of_pair
SELECT id, cohort_id, session_id, activity_key, template, title, intro, languages, items, anonymous, minimum, schedule, state,
    opens_at, closes_at, pair_id, pair_role, link_version, revision, live, releases, shut, closed_on
FROM surveys WHERE pair_id = $1 AND id <> $2

-- name: surveys_of_pairs
SELECT id, cohort_id, session_id, activity_key, template, title, intro, languages, items, anonymous, minimum, schedule, state,
    opens_at, closes_at, pair_id, pair_role, link_version, revision, live, releases, shut, closed_on
FROM surveys WHERE pair_id = ANY ($1)

-- name: begun_of_the_same_people
-- Those that have opened, of the cohort or the event of one of these: their people are the same rows.
SELECT id, cohort_id, session_id, activity_key, template, title, intro, languages, items, anonymous, minimum, schedule, state,
    opens_at, closes_at, pair_id, pair_role, link_version, revision, live, releases, shut, closed_on
FROM surveys o WHERE state IN ('open', 'closed') AND EXISTS (SELECT FROM surveys s
    WHERE s.id = ANY ($1) AND s.anonymous AND (s.cohort_id = o.cohort_id OR s.activity_key = o.activity_key))

-- name: who_answered
SELECT s.id AS survey_id, coalesce(s.opened_at, s.created_at) AS opened_at,
    (SELECT count(*) FROM survey_responses r WHERE r.survey_id = s.id) AS released,
    ARRAY(SELECT i.person_id FROM survey_invitations i WHERE i.survey_id = s.id) AS asked,
    ARRAY(SELECT i.person_id FROM survey_invitations i WHERE i.survey_id = s.id AND i.answered) AS people
FROM surveys s WHERE s.id = ANY ($1)

-- name: begun_of_cohort
-- Surveys about sessions of a cohort that have opened.
SELECT s.id, s.cohort_id, s.session_id, s.activity_key, s.template, s.title, s.intro, s.languages, s.items, s.anonymous,
    s.minimum, s.schedule, s.state, s.opens_at, s.closes_at, s.pair_id, s.pair_role, s.link_version, s.revision, s.live, s.releases, s.shut, s.closed_on
FROM surveys s JOIN sessions e ON e.id = s.session_id
WHERE s.cohort_id = $1 AND s.state IN ('open', 'closed') ORDER BY e.starts_at, s.id

-- name: begun_with_bank
-- Surveys that have opened and took one of these versions of questions of the bank.
SELECT id, cohort_id, session_id, activity_key, template, title, intro, languages, items, anonymous, minimum, schedule, state,
    opens_at, closes_at, pair_id, pair_role, link_version, revision, live, releases, shut, closed_on
FROM surveys WHERE state IN ('open', 'closed') AND EXISTS (SELECT FROM jsonb_array_elements($1) r
    WHERE items @> jsonb_build_array(jsonb_build_object('bank', r.value)))
ORDER BY opens_at, id

-- name: about_surveys
SELECT s.id AS survey_id, coalesce(e.title, a.title, p.title) AS occasion,
    CASE WHEN e.id IS NULL THEN '' ELSE p.title END AS course, coalesce(c.slug, '') AS slug,
    coalesce(e.module, '') AS module,
    ARRAY(SELECT t.name FROM session_trainers x JOIN trainers t ON t.id = x.trainer_id
        WHERE x.session_id = s.session_id ORDER BY lower(t.name)) AS trainers,
    coalesce(e.timezone, a.timezone, c.timezone) AS timezone,
    CASE WHEN e.id IS NULL THEN coalesce(a."when", c."when") END AS "when", e.starts, e.ends,
    (SELECT count(*) FROM survey_invitations i WHERE i.survey_id = s.id) AS asked,
    (SELECT count(*) FROM survey_invitations i WHERE i.survey_id = s.id AND i.answered) AS answered
FROM surveys s LEFT JOIN cohorts c ON c.id = s.cohort_id LEFT JOIN programmes p ON p.id = c.programme_id
    LEFT JOIN sessions e ON e.id = s.session_id LEFT JOIN activities a ON a.key = s.activity_key
WHERE s.id = ANY ($1)

-- name: responses_to_read
-- By id, which is random and new for each answer.
SELECT id, survey_id, answers, pseudonym, invitation_id FROM survey_responses WHERE survey_id = ANY ($1) ORDER BY id

-- name: words_to_read
-- By id, which is random: texts of one question stand in no order, and in another one than those of the next.
SELECT id, survey_id, item_key, text, tags, quote, response_id FROM survey_words WHERE survey_id = ANY ($1) ORDER BY id

-- name: lock_words
SELECT id, survey_id, item_key, text, tags, quote, response_id FROM survey_words WHERE id = $1 AND survey_id = $2 FOR UPDATE

-- name: sort_words
UPDATE survey_words SET tags = $2, quote = $3 WHERE id = $1

-- name: taught_by_address
SELECT x.session_id FROM session_trainers x JOIN trainers t ON t.id = x.trainer_id
WHERE t.cohort_id = $1 AND t.email <> '' AND lower(t.email) = lower($2)

-- name: taught_by_the_only_trainer
-- Nothing where a cohort has several.
SELECT x.session_id FROM session_trainers x
WHERE x.trainer_id IN (SELECT (array_agg(t.id))[1] FROM trainers t WHERE t.cohort_id = $1 HAVING count(*) = 1)
