-- name: keep_told
-- The first change counts: what people know does not change until they are told.
INSERT INTO session_changes (session_id, cohort_id, told) VALUES ($1, $2, $3) ON CONFLICT (session_id) DO NOTHING

-- name: changes_due
UPDATE cohorts SET changes_due_at = $2 WHERE id = $1

-- name: cohort_due
-- The cohort whose changes wait longest and that no other worker tells just now.
SELECT id FROM cohorts WHERE changes_due_at <= $1 ORDER BY changes_due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED

-- name: changes_of
SELECT session_id, told FROM session_changes WHERE cohort_id = $1

-- name: forget_changes
DELETE FROM session_changes WHERE cohort_id = $1

-- name: changes_settled
UPDATE cohorts SET changes_due_at = NULL WHERE id = $1

-- name: end_quiet
UPDATE cohorts SET changes_due_at = $2 WHERE id = $1 AND changes_due_at IS NOT NULL

-- name: next_changes_due
SELECT min(changes_due_at) FROM cohorts WHERE changes_due_at IS NOT NULL
