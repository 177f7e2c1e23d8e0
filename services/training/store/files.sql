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
