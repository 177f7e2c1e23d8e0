-- name: ask_excuse
INSERT INTO excuses (id, participant_id, session_id, reason, asked_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (participant_id, session_id) DO NOTHING

-- name: excuses_of_cohort
SELECT e.id, e.participant_id, e.session_id, e.reason, e.state, e.asked_at
FROM excuses e JOIN sessions s ON s.id = e.session_id WHERE s.cohort_id = $1 ORDER BY s.starts_at, e.id

-- name: excuses_of_participant
SELECT id, participant_id, session_id, reason, state, asked_at FROM excuses WHERE participant_id = $1 ORDER BY asked_at, id

-- name: decide_excuse
-- Only one that is open, and of this cohort.
UPDATE excuses e SET state = $3, decided_at = $4, decided_by = $5
FROM sessions s WHERE s.id = e.session_id AND s.cohort_id = $2 AND e.id = $1 AND e.state = 'asked'
RETURNING e.id, e.participant_id, e.session_id, e.reason, e.state, e.asked_at
