-- name: insert_staff
INSERT INTO identity.staff (id, email, name, role, created_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT ON CONSTRAINT staff_email_key DO NOTHING

-- name: change_staff
UPDATE identity.staff SET name = $2, role = $3, disabled_at = NULL WHERE id = $1

-- name: staff_of_role
-- Accounts that open doors, by name.
SELECT id, email, name, role, created_at, disabled_at FROM identity.staff
WHERE role = $1 AND disabled_at IS NULL ORDER BY lower(name), id

-- name: staff_by_email
SELECT id, email, name, role, created_at, disabled_at FROM identity.staff WHERE email = $1

-- name: insert_link
INSERT INTO identity.sign_in_links (secret_hash, staff_id, created_at, expires_at) VALUES ($1, $2, $3, $4)

-- name: invitee_of_link
-- Links made for staff, and those mailed with a code.
SELECT s.email, s.name
FROM identity.sign_in_links l JOIN identity.staff s ON s.id = l.staff_id
WHERE l.secret_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND s.disabled_at IS NULL
UNION ALL
SELECT c.email, coalesce(s.name, '')
FROM identity.sign_in_codes c LEFT JOIN identity.staff s ON s.email = c.email AND s.disabled_at IS NULL
WHERE c.secret_hash = $1 AND c.used_at IS NULL AND c.expires_at > $2

-- name: use_link
UPDATE identity.sign_in_links l SET used_at = $2
FROM identity.staff s
WHERE l.secret_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND s.id = l.staff_id AND s.disabled_at IS NULL
RETURNING s.email

-- name: insert_code
INSERT INTO identity.sign_in_codes (id, email, code_hash, secret_hash, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: address_of_code
SELECT email FROM identity.sign_in_codes WHERE id = $1 AND used_at IS NULL AND expires_at > $2 AND tries < $3

-- name: try_code
UPDATE identity.sign_in_codes SET tries = tries + 1
WHERE id = $1 AND used_at IS NULL AND expires_at > $2 AND tries < $3
RETURNING email, code_hash

-- name: use_code
UPDATE identity.sign_in_codes SET used_at = $2 WHERE id = $1

-- name: use_code_link
UPDATE identity.sign_in_codes SET used_at = $2
WHERE secret_hash = $1 AND used_at IS NULL AND expires_at > $2
RETURNING email

-- name: insert_session
INSERT INTO identity.sessions (id, secret_hash, email, created_at, last_seen_at, expires_at)
VALUES ($1, $2, $3, $4, $4, $5)

-- name: live_session
-- Disabling an account ends the sessions that it had.
SELECT n.id, n.email, s.id AS staff_id, coalesce(s.name, '') AS name, s.role, n.last_seen_at
FROM identity.sessions n LEFT JOIN identity.staff s ON s.email = n.email AND s.disabled_at IS NULL
WHERE n.secret_hash = $1 AND n.revoked_at IS NULL AND n.expires_at > $2 AND n.last_seen_at > $3
    AND NOT EXISTS (SELECT FROM identity.staff d WHERE d.email = n.email AND d.disabled_at >= n.created_at)

-- name: touch_session
UPDATE identity.sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2

-- name: revoke_session
UPDATE identity.sessions SET revoked_at = $2 WHERE secret_hash = $1 AND revoked_at IS NULL
RETURNING email

-- name: revoke_all_sessions
UPDATE identity.sessions SET revoked_at = $2 WHERE email = $1 AND revoked_at IS NULL

-- name: insert_token
INSERT INTO identity.api_tokens (id, secret_hash, name, role, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: live_token
SELECT id, name, role, expires_at FROM identity.api_tokens
WHERE secret_hash = $1 AND revoked_at IS NULL AND expires_at > $2

-- name: insert_audit
INSERT INTO identity.audit (id, at, actor, action, subject, old, new) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: insert_audits
INSERT INTO identity.audit (id, at, actor, action, subject, old, new)
SELECT id, at, actor, action, subject, old, new FROM jsonb_populate_recordset(NULL::identity.audit, $1)

-- name: audit_of
SELECT id, at, actor, action, subject, old, new FROM identity.audit WHERE subject = $1 ORDER BY at, id

-- name: delete_spent_links
DELETE FROM identity.sign_in_links WHERE expires_at < $1

-- name: delete_spent_sessions
DELETE FROM identity.sessions WHERE expires_at < $1

-- name: delete_spent_codes
DELETE FROM identity.sign_in_codes WHERE expires_at < $1

-- name: trail_of
-- The newest first, with the name of whoever did it where the account or token is known. $3 and $4: what is older than
-- this line; null for all.
SELECT a.id, a.at, a.action, a.old, a.new, coalesce(s.name, t.name, '') AS actor
FROM identity.audit a
LEFT JOIN identity.staff s ON a.actor = 'staff:' || s.id
LEFT JOIN identity.api_tokens t ON a.actor = 'token:' || t.id
WHERE a.subject = $1 AND ($3::timestamptz IS NULL OR (a.at, a.id) < ($3, $4::uuid))
ORDER BY a.at DESC, a.id DESC LIMIT $2
