-- name: certificates_of_occasion
-- The newest of each award.
SELECT DISTINCT ON (c.award_id) c.id, c.award_id, a.occasion, a.person_id, c.version, c.number, c.state, c.snapshot,
    a.awarded_on, c.issued_at, c.issued_by, c.ended_at, c.ended_by, c.public_reason, c.internal_reason, c.credential IS NOT NULL AS signed
FROM awards a JOIN certificates c ON c.award_id = a.id WHERE a.occasion = $1 ORDER BY c.award_id, c.version DESC

-- name: chain_of_person
-- Every version, the newest first.
SELECT c.id, c.award_id, a.occasion, a.person_id, c.version, c.number, c.state, c.snapshot, a.awarded_on, c.issued_at,
    c.issued_by, c.ended_at, c.ended_by, c.public_reason, c.internal_reason, c.credential IS NOT NULL AS signed
FROM awards a JOIN certificates c ON c.award_id = a.id WHERE a.occasion = $1 AND a.person_id = $2 ORDER BY c.version DESC

-- name: chain_by_lookup
-- Every version of the award that a number, or the award's own id, belongs to.
SELECT c.id, c.award_id, a.occasion, a.person_id, c.version, c.number, c.state, c.snapshot, a.awarded_on, c.issued_at,
    c.issued_by, c.ended_at, c.ended_by, c.public_reason, c.internal_reason, c.credential IS NOT NULL AS signed, c.credential, c.pdf_sha256, c.email
FROM awards a JOIN certificates c ON c.award_id = a.id
WHERE a.id = coalesce($2::uuid, (SELECT award_id FROM certificates WHERE lookup = $1)) ORDER BY c.version DESC

-- name: valid_of_occasion
SELECT c.id, c.award_id, a.occasion, a.person_id, c.version, c.number, c.state, c.snapshot, a.awarded_on, c.issued_at,
    c.issued_by, c.ended_at, c.ended_by, c.public_reason, c.internal_reason, c.credential IS NOT NULL AS signed, c.credential, c.pdf_sha256, c.email
FROM awards a JOIN certificates c ON c.award_id = a.id AND c.state = 'valid'
WHERE a.occasion = $1 ORDER BY a.series, a.serial

-- name: occasion_of_award
SELECT occasion FROM awards WHERE person_id = $1

-- name: found_certificates
-- By number, name or organisation; the newest first.
SELECT c.id, c.award_id, a.occasion, a.person_id, c.version, c.number, c.state, c.snapshot, a.awarded_on, c.issued_at,
    c.issued_by, c.ended_at, c.ended_by, c.public_reason, c.internal_reason, c.credential IS NOT NULL AS signed
FROM certificates c JOIN awards a ON a.id = c.award_id
WHERE c.lookup LIKE '%' || $1 || '%' AND $1 <> '' OR c.snapshot -> 'names' ->> 'name' ILIKE '%' || $2 || '%'
    OR c.snapshot -> 'names' ->> 'native_name' ILIKE '%' || $2 || '%' OR c.snapshot ->> 'organisation' ILIKE '%' || $2 || '%'
ORDER BY c.issued_at DESC, c.id LIMIT $3

-- name: lock_award
SELECT id FROM awards WHERE occasion = $1 AND person_id = $2 FOR UPDATE

-- name: award_of
SELECT id, series, serial, awarded_on FROM awards WHERE occasion = $1 AND person_id = $2

-- name: next_serial
INSERT INTO certificate_series (series, last) VALUES ($1, 1)
ON CONFLICT (series) DO UPDATE SET last = certificate_series.last + 1 RETURNING last

-- name: insert_award
INSERT INTO awards (id, occasion, person_id, series, serial, awarded_on, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: insert_certificate
INSERT INTO certificates (id, award_id, version, number, lookup, state, snapshot, credential, pdf_sha256, email, issued_at,
    issued_by)
VALUES ($1, $2, $3, $4, $5, 'valid', $6, $7, $8, $9, $10, $11)

-- name: end_certificate
UPDATE certificates SET state = $3, ended_at = $4, ended_by = $5, public_reason = $6, internal_reason = $7
WHERE id = $1 AND state = $2
