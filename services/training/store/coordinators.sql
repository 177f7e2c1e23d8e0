-- name: coordinators_of_person
SELECT c.id, c.email, c.name, c.language, c.timezone, c.organisation_id, coalesce(o.name, c.asked_name) AS organisation,
    coalesce(o.country, c.asked_country) AS country, c.state, c.cohort_id, c.asked_at, c.decided_at
FROM coordinators c LEFT JOIN organisations o ON o.id = c.organisation_id
WHERE c.email = $1 ORDER BY lower(coalesce(o.name, c.asked_name)), c.id

-- name: coordinator_list
-- Those who wait first, then by organisation. $1 null: every state.
SELECT c.id, c.email, c.name, c.language, c.timezone, c.organisation_id, coalesce(o.name, c.asked_name) AS organisation,
    coalesce(o.country, c.asked_country) AS country, c.state, c.cohort_id, c.asked_at, c.decided_at
FROM coordinators c LEFT JOIN organisations o ON o.id = c.organisation_id
WHERE $1::text IS NULL OR c.state = $1
ORDER BY c.state <> 'asked', lower(coalesce(o.name, c.asked_name)), c.email, c.id

-- name: coordinator_by_id
SELECT c.id, c.email, c.name, c.language, c.timezone, c.organisation_id, coalesce(o.name, c.asked_name) AS organisation,
    coalesce(o.country, c.asked_country) AS country, c.state, c.cohort_id, c.asked_at, c.decided_at
FROM coordinators c LEFT JOIN organisations o ON o.id = c.organisation_id
WHERE c.id = $1

-- name: coordinators_of_organisation
SELECT c.id, c.email, c.name, c.language, c.timezone, c.organisation_id, o.name AS organisation, o.country, c.state,
    c.cohort_id, c.asked_at, c.decided_at
FROM coordinators c JOIN organisations o ON o.id = c.organisation_id
WHERE c.organisation_id = $1 AND c.state = 'approved' ORDER BY c.email

-- name: waiting_coordinators
SELECT count(*) FROM coordinators WHERE state = 'asked'

-- name: ask_for_organisation
-- Whoever was refused or untied may ask again; for one who is tied, or waits, nothing changes. Raises a unique violation
-- (coordinators_ask_once) while another question of the address waits.
INSERT INTO coordinators AS c (id, email, name, language, timezone, organisation_id, asked_name, asked_country, state,
    cohort_id, asked_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9, $10)
ON CONFLICT (email, organisation_id) WHERE organisation_id IS NOT NULL DO UPDATE SET
    name = EXCLUDED.name, language = EXCLUDED.language, timezone = EXCLUDED.timezone, state = 'asked',
    cohort_id = EXCLUDED.cohort_id, asked_at = EXCLUDED.asked_at, decided_at = NULL
WHERE c.state IN ('refused', 'untied')

-- name: tie_coordinator
-- By staff, without a question. Nothing changes for one who is tied.
INSERT INTO coordinators AS c (id, email, name, language, timezone, organisation_id, asked_name, asked_country, state,
    asked_at, decided_at)
VALUES ($1, $2, $3, $4, $5, $6, '', '', 'approved', $7, $7)
ON CONFLICT (email, organisation_id) WHERE organisation_id IS NOT NULL DO UPDATE SET
    name = EXCLUDED.name, state = 'approved', decided_at = EXCLUDED.decided_at
WHERE c.state <> 'approved'
RETURNING id

-- name: set_coordinator_state
-- $4 is the organisation, where it was not known before.
UPDATE coordinators SET state = $3, organisation_id = coalesce($4, organisation_id), decided_at = $5
WHERE id = $1 AND state = $2

-- name: take_back_asking
-- $2 is the address (in lower case). Whoever wrote nominations before is merely tied no longer.
WITH gone AS (
    DELETE FROM coordinators c WHERE c.id = $1 AND c.email = $2 AND c.state = 'asked'
        AND NOT EXISTS (SELECT FROM nominations n WHERE n.coordinator_id = c.id)
    RETURNING id
), untied AS (
    UPDATE coordinators c SET state = 'untied', decided_at = $3
    WHERE c.id = $1 AND c.email = $2 AND c.state = 'asked'
        AND EXISTS (SELECT FROM nominations n WHERE n.coordinator_id = c.id)
    RETURNING id
)
SELECT id FROM gone UNION ALL SELECT id FROM untied

-- name: forget_coordinators
-- Whoever was refused or untied before this instant and has written no nomination.
DELETE FROM coordinators c WHERE c.state IN ('refused', 'untied') AND c.decided_at < $1
    AND NOT EXISTS (SELECT FROM nominations n WHERE n.coordinator_id = c.id)

-- name: next_count
-- Whoever counts holds this until the end of the transaction, so that a later count is a newer one.
WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(7100071) AS lock)
SELECT nextval('revisions') FROM held
