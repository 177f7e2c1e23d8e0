-- name: insert_file
INSERT INTO files (id, owner, kind, name, size, sha256, media_type, uploaded_by, uploaded_at, delete_after)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: file_by_id
SELECT id, owner, kind, name, size, sha256, media_type, uploaded_by, uploaded_at, delete_after FROM files WHERE id = $1

-- name: files_of_owners
SELECT id, owner, kind, name, size, sha256, media_type, uploaded_by, uploaded_at, delete_after FROM files
WHERE owner = ANY($1::text[]) ORDER BY owner, kind

-- name: delete_file
DELETE FROM files WHERE owner = $1 AND kind = $2 RETURNING id

-- name: delete_files_of
DELETE FROM files WHERE owner = $1 RETURNING id

-- name: delete_due_files
DELETE FROM files WHERE delete_after <= $1 RETURNING id

-- name: known_files
SELECT id FROM files WHERE id = ANY($1::uuid[])

-- name: follow_cohorts
-- A course that was moved takes the day on which its files are deleted along.
UPDATE files f SET delete_after = c.over_at + $1::interval
FROM nominations n JOIN cohorts c ON c.id = n.cohort_id
WHERE f.owner = 'nomination:' || n.id AND f.delete_after <> c.over_at + $1::interval

-- name: follow_places
-- The same for what participants sent, and what was put for them to read.
UPDATE files f SET delete_after = c.over_at + $1::interval
FROM (SELECT 'participant:' || p.id AS owner, p.cohort_id FROM participants p
    UNION ALL SELECT 'document:' || d.id, d.cohort_id FROM documents d) o JOIN cohorts c ON c.id = o.cohort_id
WHERE f.owner = o.owner AND f.delete_after <> c.over_at + $1::interval

-- name: delete_files_of_withdrawn
-- What somebody sent for a place that was given up before this.
DELETE FROM files f USING participants p
WHERE f.owner = 'participant:' || p.id AND p.status = 'withdrawn' AND p.changed_at < $1 RETURNING f.id
