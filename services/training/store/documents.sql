-- name: documents_of_cohort
SELECT id, cohort_id, participant_id, title, url, added_at FROM documents WHERE cohort_id = $1 ORDER BY added_at, id

-- name: documents_for
-- For everybody of the cohort, and for this person.
SELECT id, cohort_id, participant_id, title, url, added_at FROM documents
WHERE cohort_id = $1 AND (participant_id IS NULL OR participant_id = $2) ORDER BY added_at, id

-- name: insert_document
INSERT INTO documents (id, cohort_id, participant_id, title, url, added_at) VALUES ($1, $2, $3, $4, $5, $6)

-- name: delete_document
DELETE FROM documents WHERE id = $1 AND cohort_id = $2
