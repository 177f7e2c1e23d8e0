-- name: insert_staff
INSERT INTO identity.staff (id, email, name, role, created_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT ON CONSTRAINT staff_email_key DO NOTHING

-- name: change_staff
UPDATE identity.staff SET name = $2, role = $3, disabled_at = NULL WHERE id = $1

-- name: staff_by_email
SELECT id, email, name, role, created_at, disabled_at FROM identity.staff WHERE email = $1

-- name: insert_link
INSERT INTO identity.sign_in_links (secret_hash, staff_id, created_at, expires_at) VALUES ($1, $2, $3, $4)

-- name: staff_of_link
SELECT s.id, s.email, s.name, s.role, s.created_at, s.disabled_at
FROM identity.sign_in_links l JOIN identity.staff s ON s.id = l.staff_id
WHERE l.secret_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND s.disabled_at IS NULL

-- name: use_link
UPDATE identity.sign_in_links l SET used_at = $2
FROM identity.staff s
WHERE l.secret_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND s.id = l.staff_id AND s.disabled_at IS NULL
RETURNING s.id, s.email, s.name, s.role, s.created_at, s.disabled_at

-- name: insert_session
INSERT INTO identity.sessions (id, secret_hash, staff_id, created_at, last_seen_at, expires_at)
VALUES ($1, $2, $3, $4, $4, $5)

-- name: live_session
SELECT n.id, n.staff_id, s.email, s.name, s.role, n.last_seen_at
FROM identity.sessions n JOIN identity.staff s ON s.id = n.staff_id
WHERE n.secret_hash = $1 AND n.revoked_at IS NULL AND n.expires_at > $2 AND n.last_seen_at > $3
  AND s.disabled_at IS NULL

-- name: touch_session
UPDATE identity.sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2

-- name: revoke_session
UPDATE identity.sessions SET revoked_at = $2 WHERE secret_hash = $1 AND revoked_at IS NULL
RETURNING staff_id

-- name: insert_token
INSERT INTO identity.api_tokens (id, secret_hash, name, role, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: live_token
SELECT id, name, role, expires_at FROM identity.api_tokens
WHERE secret_hash = $1 AND revoked_at IS NULL AND expires_at > $2

-- name: insert_audit
INSERT INTO identity.audit (id, at, actor, action, subject, old, new) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: audit_of
SELECT id, at, actor, action, subject, old, new FROM identity.audit WHERE subject = $1 ORDER BY at, id

-- name: delete_spent_links
DELETE FROM identity.sign_in_links WHERE expires_at < $1

-- name: delete_spent_sessions
DELETE FROM identity.sessions WHERE expires_at < $1
