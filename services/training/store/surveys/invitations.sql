-- name: invite_people
-- In the order given, which is by lot. Whoever has an invitation keeps it.
INSERT INTO survey_invitations (id, survey_id, person_id, reminded, listed)
SELECT x.id, $1, x.person, $4, true FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS x (id, person, n) ORDER BY x.n
ON CONFLICT (survey_id, person_id) DO NOTHING
RETURNING id, survey_id, person_id, answered, reminded, link_version, listed

-- name: survey_invitation
SELECT id, survey_id, person_id, answered, reminded, link_version, listed FROM survey_invitations WHERE id = $1

-- name: survey_invitations_of
SELECT id, survey_id, person_id, answered, reminded, link_version, listed FROM survey_invitations WHERE survey_id = $1

-- name: survey_invitation_of_person
SELECT id, survey_id, person_id, answered, reminded, link_version, listed FROM survey_invitations
WHERE survey_id = $1 AND person_id = $2

-- name: mark_invitation_answered
-- Of two who answer at once one finds it marked.
UPDATE survey_invitations SET answered = true WHERE id = $1 AND NOT answered

-- name: count_invitations
SELECT count(*) AS asked, count(*) FILTER (WHERE answered) AS answered FROM survey_invitations WHERE survey_id = $1

-- name: take_back_invitations
-- Of people who are not asked any more and have not answered.
DELETE FROM survey_invitations WHERE survey_id = $1 AND NOT answered AND person_id = ANY($2)
RETURNING id, survey_id, person_id, answered, reminded, link_version, listed

-- name: remind_invitations
UPDATE survey_invitations SET reminded = $2 WHERE survey_id = $1 AND NOT answered AND reminded < $2
RETURNING id, survey_id, person_id, answered, reminded, link_version, listed

-- name: unlist_invitations
-- Everybody who is done; with $2 everybody.
UPDATE survey_invitations SET listed = false WHERE survey_id = $1 AND listed AND (answered OR $2)
RETURNING id, survey_id, person_id, answered, reminded, link_version, listed

-- name: open_surveys_of_person
-- Those that wait for an answer, the first to close on top.
SELECT s.id AS survey_id, s.title, s.languages, s.closes_at, i.id, i.link_version FROM survey_invitations i JOIN surveys s ON s.id = i.survey_id
WHERE i.person_id = $1 AND NOT i.answered AND s.state = 'open' AND s.closes_at > $2
ORDER BY s.closes_at, s.id

-- name: people_of_activity
SELECT id, person FROM activity_people WHERE activity_key = $1 ORDER BY id
