-- name: first_answer
SELECT body_sha256, answer FROM idempotency_keys WHERE scope = $1 AND key = $2

-- name: keep_answer
INSERT INTO idempotency_keys (scope, key, body_sha256, answer, created_at) VALUES ($1, $2, $3, $4, $5)
