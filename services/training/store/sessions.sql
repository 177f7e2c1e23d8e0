-- name: sessions_of_cohort
SELECT s.id, s.cohort_id, s.slug, s.module, s.kind, s.title, s.starts, s.ends, s.timezone, s.starts_at, s.ends_at, s.place,
    s.join_url, s.groups, s.mandatory, s.description, s.materials, s.cancelled_at, s.revision,
    ARRAY(SELECT t.trainer_id FROM session_trainers t WHERE t.session_id = s.id ORDER BY t.trainer_id) AS trainer_ids
FROM sessions s WHERE s.cohort_id = $1 ORDER BY s.starts_at, s.id

-- name: session_by_id
SELECT s.id, s.cohort_id, s.slug, s.module, s.kind, s.title, s.starts, s.ends, s.timezone, s.starts_at, s.ends_at, s.place,
    s.join_url, s.groups, s.mandatory, s.description, s.materials, s.cancelled_at, s.revision,
    ARRAY(SELECT t.trainer_id FROM session_trainers t WHERE t.session_id = s.id ORDER BY t.trainer_id) AS trainer_ids
FROM sessions s WHERE s.id = $1

-- name: session_slugs
SELECT slug FROM sessions WHERE cohort_id = $1

-- name: insert_session
INSERT INTO sessions (id, cohort_id, slug, module, kind, title, starts, ends, timezone, starts_at, ends_at, place,
    join_url, groups, mandatory, description, materials, created_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18)

-- name: update_session
-- Only from the revision that the change was made for.
UPDATE sessions SET module = $3, kind = $4, title = $5, starts = $6, ends = $7, timezone = $8, starts_at = $9,
    ends_at = $10, place = $11, join_url = $12, groups = $13, mandatory = $14, description = $15, materials = $16,
    changed_at = $17, revision = nextval('revisions')
WHERE id = $1 AND revision = $2

-- name: cancel_session
UPDATE sessions SET cancelled_at = $2, changed_at = $2, revision = nextval('revisions')
WHERE id = $1 AND cancelled_at IS NULL

-- name: restore_session
UPDATE sessions SET cancelled_at = NULL, changed_at = $2, revision = nextval('revisions')
WHERE id = $1 AND cancelled_at IS NOT NULL

-- name: revise_sessions
-- Everybody else is to be told of all of them anew.
UPDATE sessions SET revision = nextval('revisions') WHERE cohort_id = $1

-- name: delete_session_trainers
DELETE FROM session_trainers WHERE session_id = $1

-- name: insert_session_trainers
INSERT INTO session_trainers (session_id, trainer_id) SELECT $1, unnest($2::uuid[])
