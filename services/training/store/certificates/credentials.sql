-- name: signing_key
SELECT method, controller, multibase, sealed FROM credential_keys WHERE retired_at IS NULL

-- name: credential_keys
SELECT method, controller, multibase, created_at, retired_at FROM credential_keys ORDER BY created_at, method

-- name: put_signing_key
-- Where two begin at once, one of them has made it.
INSERT INTO credential_keys (method, controller, multibase, sealed, created_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT ((true)) WHERE retired_at IS NULL DO NOTHING

-- name: retire_signing_key
UPDATE credential_keys SET retired_at = $2, sealed = NULL WHERE method = $1 AND retired_at IS NULL

-- name: take_status
-- In the newest list, or so many after it. Nothing where the place is taken, or the certificate has one.
INSERT INTO credential_statuses (list, position, certificate_id)
SELECT coalesce(max(list), 1) + $1::int, $2::int, $3::uuid FROM credential_statuses
ON CONFLICT DO NOTHING RETURNING list, position, ended_at

-- name: status_of
SELECT list, position, ended_at FROM credential_statuses WHERE certificate_id = $1

-- name: end_status
UPDATE credential_statuses SET ended_at = $2 WHERE certificate_id = $1 AND ended_at IS NULL

-- name: last_status_list
SELECT coalesce(max(list), 1) FROM credential_statuses

-- name: ended_statuses
SELECT list, position, ended_at FROM credential_statuses WHERE list = $1 AND ended_at IS NOT NULL ORDER BY position
