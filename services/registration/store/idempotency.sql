-- name: find_answers
SELECT scope, key, body_sha256, answer FROM idempotency_keys
WHERE (scope, key) IN (SELECT * FROM unnest($1::text[], $2::text[]))

-- name: keep_answers
INSERT INTO idempotency_keys (scope, key, body_sha256, answer, created_at)
SELECT *, $1 FROM unnest($2::text[], $3::text[], $4::bytea[], $5::jsonb[])

-- name: forget_answers
DELETE FROM idempotency_keys WHERE created_at < $1
