-- name: put_into_box
INSERT INTO survey_box (id, survey_id, sealed) VALUES ($1, $2, $3)

-- name: box_of_survey
SELECT id, sealed FROM survey_box WHERE survey_id = $1

-- name: take_from_box
DELETE FROM survey_box WHERE id = ANY($1)

-- name: insert_responses
INSERT INTO survey_responses (id, survey_id, answers, pseudonym)
SELECT x.id, $1, x.answers, x.pseudonym
FROM unnest($2::uuid[], $3::jsonb[], $4::text[]) WITH ORDINALITY AS x (id, answers, pseudonym, n) ORDER BY x.n

-- name: insert_words
INSERT INTO survey_words (id, survey_id, item_key, text)
SELECT x.id, $1, x.item_key, x.text
FROM unnest($2::uuid[], $3::text[], $4::text[]) WITH ORDINALITY AS x (id, item_key, text, n) ORDER BY x.n

-- name: insert_named_response
INSERT INTO survey_responses (id, survey_id, answers, pseudonym, invitation_id) VALUES ($1, $2, $3, $4, $5)

-- name: insert_named_words
INSERT INTO survey_words (id, survey_id, item_key, text, response_id) VALUES ($1, $2, $3, $4, $5)

-- name: count_responses
SELECT count(*) FROM survey_responses WHERE survey_id = $1

-- name: response_ids
SELECT id FROM survey_responses WHERE survey_id = $1

-- name: words_ids
SELECT id FROM survey_words WHERE survey_id = $1

-- name: invitation_ids
SELECT id FROM survey_invitations WHERE survey_id = $1

-- name: rewrite_responses
-- Every row again, in the order of the ids: only then are all of one transaction and in no order of their own.
WITH taken AS (DELETE FROM survey_responses WHERE survey_id = $1 RETURNING *)
INSERT INTO survey_responses (id, survey_id, answers, pseudonym, invitation_id)
SELECT t.id, t.survey_id, t.answers, t.pseudonym, t.invitation_id
FROM taken t LEFT JOIN unnest($2::uuid[]) WITH ORDINALITY AS x (id, n) ON x.id = t.id ORDER BY x.n

-- name: rewrite_words
WITH taken AS (DELETE FROM survey_words WHERE survey_id = $1 RETURNING *)
INSERT INTO survey_words (id, survey_id, item_key, text, tags, quote, response_id)
SELECT t.id, t.survey_id, t.item_key, t.text, t.tags, t.quote, t.response_id
FROM taken t LEFT JOIN unnest($2::uuid[]) WITH ORDINALITY AS x (id, n) ON x.id = t.id ORDER BY x.n

-- name: rewrite_invitations
WITH taken AS (DELETE FROM survey_invitations WHERE survey_id = $1 RETURNING *)
INSERT INTO survey_invitations (id, survey_id, person_id, answered, reminded, link_version, listed)
SELECT t.id, t.survey_id, t.person_id, t.answered, t.reminded, t.link_version, t.listed
FROM taken t LEFT JOIN unnest($2::uuid[]) WITH ORDINALITY AS x (id, n) ON x.id = t.id ORDER BY x.n

-- name: forget_named_responses
-- The words of a named survey go with the response they belong to.
DELETE FROM survey_responses r USING surveys s
WHERE s.id = r.survey_id AND NOT s.anonymous AND s.state = 'closed' AND s.closes_at < $1
