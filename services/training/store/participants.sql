-- name: insert_participant
INSERT INTO participants (id, cohort_id, status, email, official, organisation, organisation_id, city, country, group_key,
    created_at, changed_at)
VALUES ($1, $2, 'confirmed', $3, $4, $5, $6, $7, $8, $9, $10, $10)
RETURNING id, cohort_id, status, email, official, organisation, organisation_id, city, country, group_key, link_version,
    revision

-- name: participant_by_id
SELECT id, cohort_id, status, email, official, organisation, organisation_id, city, country, group_key, link_version,
    revision
FROM participants WHERE id = $1

-- name: lock_participant
SELECT id, cohort_id, status, email, official, organisation, organisation_id, city, country, group_key, link_version,
    revision
FROM participants WHERE id = $1 FOR UPDATE

-- name: participants_of_cohort
SELECT id, cohort_id, status, email, official, organisation, organisation_id, city, country, group_key, link_version,
    revision
FROM participants WHERE cohort_id = $1 AND ($2::text IS NULL OR status = $2)
ORDER BY lower(official ->> 'name'), id

-- name: set_participant_status
UPDATE participants SET status = $3, changed_at = $4, revision = nextval('revisions')
WHERE id = $1 AND status = $2
RETURNING id, cohort_id, status, email, official, organisation, organisation_id, city, country, group_key, link_version,
    revision

-- name: change_participant
UPDATE participants SET email = $2, official = $3, organisation = $4, organisation_id = $5, city = $6, country = $7,
    group_key = $8, changed_at = $9, revision = nextval('revisions'), link_version = link_version + $10
WHERE id = $1
RETURNING id, cohort_id, status, email, official, organisation, organisation_id, city, country, group_key, link_version,
    revision
