-- name: wrong_codes
-- Locks the row of this link and session, so that tries are counted one after the other.
INSERT INTO code_tries (session_id, participant_id) VALUES ($1, $2)
ON CONFLICT (session_id, participant_id) DO UPDATE SET wrong = code_tries.wrong RETURNING wrong

-- name: count_wrong_code
UPDATE code_tries SET wrong = wrong + 1 WHERE session_id = $1 AND participant_id = $2 AND wrong < $3

-- name: check_in
INSERT INTO check_ins (session_id, participant_id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING

-- name: check_ins_of_participant
SELECT session_id FROM check_ins WHERE participant_id = $1

-- name: arrivals
SELECT participant_id FROM check_ins WHERE session_id = $1 ORDER BY at, participant_id
