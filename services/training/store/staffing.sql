-- name: groups_of_cohort
SELECT cohort_id, key, name, position FROM cohort_groups WHERE cohort_id = $1 ORDER BY position, key

-- name: put_group
INSERT INTO cohort_groups (cohort_id, key, name, position) VALUES ($1, $2, $3, $4)
ON CONFLICT (cohort_id, key) DO UPDATE SET name = EXCLUDED.name, position = EXCLUDED.position

-- name: delete_group
DELETE FROM cohort_groups g WHERE cohort_id = $1 AND key = $2
    AND NOT EXISTS (SELECT FROM sessions s WHERE s.cohort_id = g.cohort_id AND g.key = ANY(s.groups))

-- name: trainers_of_cohort
SELECT id, cohort_id, name, native_name, native_name_language, email, organisation, link_version, revision
FROM trainers WHERE cohort_id = $1 ORDER BY lower(name), id

-- name: trainer_by_id
SELECT id, cohort_id, name, native_name, native_name_language, email, organisation, link_version, revision
FROM trainers WHERE id = $1

-- name: insert_trainer
INSERT INTO trainers (id, cohort_id, name, native_name, native_name_language, email, organisation)
VALUES ($1, $2, $3, $4, $5, $6, $7)
RETURNING id, cohort_id, name, native_name, native_name_language, email, organisation, link_version, revision

-- name: change_trainer
UPDATE trainers SET name = $2, native_name = $3, native_name_language = $4, email = $5, organisation = $6,
    revision = nextval('revisions')
WHERE id = $1
RETURNING id, cohort_id, name, native_name, native_name_language, email, organisation, link_version, revision

-- name: remove_trainer
DELETE FROM trainers WHERE id = $1 RETURNING nextval('revisions')

-- name: is_cohort_staff
SELECT EXISTS (SELECT FROM cohort_staff WHERE staff_id = $1 AND cohort_id = $2)

-- name: cohorts_of_staff
SELECT cohort_id FROM cohort_staff WHERE staff_id = $1 ORDER BY cohort_id

-- name: staff_of_cohort
SELECT staff_id FROM cohort_staff WHERE cohort_id = $1

-- name: add_cohort_staff
INSERT INTO cohort_staff (staff_id, cohort_id) VALUES ($1, $2) ON CONFLICT DO NOTHING

-- name: remove_cohort_staff
DELETE FROM cohort_staff WHERE staff_id = $1 AND cohort_id = $2
