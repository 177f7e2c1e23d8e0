-- name: stay_of
SELECT participant_id, travel, needs, revision, changed_at FROM stays WHERE participant_id = $1

-- name: stays_of_cohort
SELECT s.participant_id, s.travel, s.needs, s.revision, s.changed_at
FROM stays s JOIN participants p ON p.id = s.participant_id WHERE p.cohort_id = $1

-- name: insert_stay
-- Somebody may have been quicker in another tab.
INSERT INTO stays (participant_id, travel, needs, changed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (participant_id) DO NOTHING

-- name: change_stay
UPDATE stays SET travel = $3, needs = $4, changed_at = $5, revision = revision + 1
WHERE participant_id = $1 AND revision = $2

-- name: asked_of_cohort
SELECT a.participant_id, a.asked_at FROM stay_asks a JOIN participants p ON p.id = a.participant_id WHERE p.cohort_id = $1

-- name: ask_for_stays
-- Those who have a place and have not told when they come, unless they were asked after $3.
INSERT INTO stay_asks (participant_id, asked_at)
SELECT p.id, $2 FROM participants p LEFT JOIN stays s ON s.participant_id = p.id
WHERE p.cohort_id = $1 AND p.status = 'confirmed'
    AND NOT coalesce((s.travel ->> 'local')::boolean, false) AND s.travel #>> '{arrival,day}' IS NULL
ON CONFLICT (participant_id) DO UPDATE SET asked_at = EXCLUDED.asked_at WHERE stay_asks.asked_at <= $3
RETURNING participant_id

-- name: give_up
INSERT INTO given_up (participant_id, at, reason) VALUES ($1, $2, $3)
ON CONFLICT (participant_id) DO UPDATE SET at = EXCLUDED.at, reason = EXCLUDED.reason, noted_at = NULL

-- name: given_up_of_cohort
-- What staff have not taken note of, the latest first.
SELECT g.participant_id, g.at, g.reason FROM given_up g JOIN participants p ON p.id = g.participant_id
WHERE p.cohort_id = $1 AND p.status = 'withdrawn' AND g.noted_at IS NULL ORDER BY g.at DESC, g.participant_id

-- name: take_back_given_up
DELETE FROM given_up WHERE participant_id = $1

-- name: note_given_up
UPDATE given_up g SET noted_at = $2 FROM participants p
WHERE p.id = g.participant_id AND p.cohort_id = $1 AND g.noted_at IS NULL

-- name: stay_counter
SELECT nextval('revisions')

-- name: forget_stays
-- Of courses that were over before this, and of places that were given up before that.
DELETE FROM stays s USING participants p JOIN cohorts c ON c.id = p.cohort_id
WHERE p.id = s.participant_id AND (c.over_at < $1 OR (p.status = 'withdrawn' AND p.changed_at < $2))

-- name: forget_given_up
DELETE FROM given_up g USING participants p JOIN cohorts c ON c.id = p.cohort_id
WHERE p.id = g.participant_id AND c.over_at < $1

-- name: forget_documents
DELETE FROM documents d USING cohorts c WHERE c.id = d.cohort_id AND c.over_at < $1
