-- name: call_of_cohort
SELECT cohort_id, opens, closes, timezone, opens_at, closes_at, text, questions, criteria, quotas, per_organisation,
    accept_days, revision
FROM calls WHERE cohort_id = $1

-- name: lock_call
-- Until the end of the transaction nobody else submits to it and nobody changes it.
SELECT cohort_id, opens, closes, timezone, opens_at, closes_at, text, questions, criteria, quotas, per_organisation,
    accept_days, revision
FROM calls WHERE cohort_id = $1 FOR UPDATE

-- name: insert_call
INSERT INTO calls (cohort_id, opens, closes, timezone, opens_at, closes_at, text, questions, criteria, quotas,
    per_organisation, accept_days)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (cohort_id) DO NOTHING

-- name: change_call
-- $13 is the revision that the change began with.
UPDATE calls SET opens = $2, closes = $3, timezone = $4, opens_at = $5, closes_at = $6, text = $7, questions = $8,
    criteria = $9, quotas = $10, per_organisation = $11, accept_days = $12, revision = revision + 1
WHERE cohort_id = $1 AND revision = $13
