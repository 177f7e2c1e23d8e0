-- name: nomination_by_id
SELECT n.id, n.cohort_id, n.organisation_id, o.name AS organisation, o.type AS organisation_type,
    o.country AS organisation_country, o.region, n.state, n.email, n.official,
    n.department, n.city, n.country, n.motivation, n.answers, n.signatory_name, n.signatory_title, n.coordinator_id,
    n.link_version, n.revision, n.changed_at, n.submitted_at, n.confirmed_at
FROM nominations n JOIN organisations o ON o.id = n.organisation_id
WHERE n.id = $1

-- name: lock_nomination
SELECT n.id, n.cohort_id, n.organisation_id, o.name AS organisation, o.type AS organisation_type,
    o.country AS organisation_country, o.region, n.state, n.email, n.official,
    n.department, n.city, n.country, n.motivation, n.answers, n.signatory_name, n.signatory_title, n.coordinator_id,
    n.link_version, n.revision, n.changed_at, n.submitted_at, n.confirmed_at
FROM nominations n JOIN organisations o ON o.id = n.organisation_id
WHERE n.id = $1 FOR UPDATE OF n

-- name: nominations_of_organisations
SELECT n.id, n.cohort_id, n.organisation_id, o.name AS organisation, o.type AS organisation_type,
    o.country AS organisation_country, o.region, n.state, n.email, n.official,
    n.department, n.city, n.country, n.motivation, n.answers, n.signatory_name, n.signatory_title, n.coordinator_id,
    n.link_version, n.revision, n.changed_at, n.submitted_at, n.confirmed_at
FROM nominations n JOIN organisations o ON o.id = n.organisation_id
WHERE n.cohort_id = $1 AND n.organisation_id = ANY($2::uuid[])
ORDER BY lower(o.name), n.organisation_id, n.id

-- name: nominations_of_cohort
-- Without drafts. $2 null: every other state.
SELECT n.id, n.cohort_id, n.organisation_id, o.name AS organisation, o.type AS organisation_type,
    o.country AS organisation_country, o.region, n.state, n.email, n.official,
    n.department, n.city, n.country, n.motivation, n.answers, n.signatory_name, n.signatory_title, n.coordinator_id,
    n.link_version, n.revision, n.changed_at, n.submitted_at, n.confirmed_at
FROM nominations n JOIN organisations o ON o.id = n.organisation_id
WHERE n.cohort_id = $1 AND n.state <> 'draft' AND ($2::text[] IS NULL OR n.state = ANY($2))
ORDER BY lower(o.name), n.organisation_id, n.submitted_at, n.id

-- name: nominated_by_organisation
SELECT count(*) FROM nominations WHERE cohort_id = $1 AND organisation_id = $2 AND state NOT IN ('draft', 'withdrawn')

-- name: insert_nomination
INSERT INTO nominations (id, cohort_id, organisation_id, state, email, official, department, city, country, motivation,
    answers, signatory_name, signatory_title, coordinator_id, created_at, changed_at)
VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)

-- name: change_nomination
-- Whoever wrote meanwhile has raised the revision.
UPDATE nominations SET email = $3, official = $4, department = $5, city = $6, country = $7, motivation = $8,
    answers = $9, signatory_name = $10, signatory_title = $11, coordinator_id = $12, changed_at = $13,
    revision = nextval('revisions')
WHERE id = $1 AND revision = $2

-- name: correct_nomination
-- By the official: what is theirs.
UPDATE nominations SET email = $3, official = $4, department = $5, city = $6, country = $7, changed_at = $8,
    revision = nextval('revisions')
WHERE id = $1 AND revision = $2

-- name: set_nomination_state
UPDATE nominations SET state = $3, submitted_at = CASE WHEN $3 = 'submitted' THEN coalesce(submitted_at, $4)
    ELSE submitted_at END, changed_at = $4, revision = nextval('revisions')
WHERE id = $1 AND state = $2

-- name: set_confirmed
-- Null: what was confirmed has changed since.
UPDATE nominations SET confirmed_at = $2 WHERE id = $1

-- name: renew_nominee_link
UPDATE nominations SET link_version = link_version + 1 WHERE id = $1

-- name: delete_draft
DELETE FROM nominations WHERE id = $1 AND state = 'draft' AND submitted_at IS NULL
