-- name: bank_newest
-- Of each question its newest version.
SELECT DISTINCT ON (key) key, version, question, tags, retired_at FROM bank_questions ORDER BY key, version DESC

-- name: insert_bank_question
INSERT INTO bank_questions (key, version, question, tags, retired_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (key, version) DO NOTHING

-- name: retire_bank_question
UPDATE bank_questions SET retired_at = $3 WHERE key = $1 AND version = $2 AND retired_at IS NULL

-- name: restore_bank_question
UPDATE bank_questions SET retired_at = NULL WHERE key = $1 AND version = $2 AND retired_at IS NOT NULL

-- name: bank_uses
-- In how many surveys each question stands, whatever the version.
SELECT item -> 'bank' ->> 'key' AS key, count(DISTINCT s.id)::int AS surveys
FROM surveys s CROSS JOIN LATERAL jsonb_array_elements(s.items) AS item
WHERE item -> 'bank' ->> 'key' IS NOT NULL GROUP BY 1
