-- name: forget_participants
-- Nobody can be told from what is left: from which country they came, and their gender. The personal link ends.
UPDATE participants p
SET email = p.id::text, forgotten_at = $1, link_version = p.link_version + 1, organisation = '', organisation_id = NULL,
    city = '', official = jsonb_build_object('name', '', 'gender', p.official -> 'gender')
FROM cohorts c
WHERE c.id = p.cohort_id AND p.forgotten_at IS NULL AND c.over_at < $2

-- name: forget_markers
-- The marks stay; who made them, from where and why is taken out. The ledger allows nothing else.
UPDATE marks m SET actor = '', by = '', why = '', device_id = NULL
FROM sessions s JOIN cohorts c ON c.id = s.cohort_id
WHERE s.id = m.session_id AND m.actor <> '' AND c.over_at < $1

-- name: forget_devices
DELETE FROM devices d USING cohorts c WHERE c.id = d.cohort_id AND c.over_at < $1

-- name: forget_excuses
UPDATE excuses e SET reason = '', decided_by = ''
FROM sessions s JOIN cohorts c ON c.id = s.cohort_id
WHERE s.id = e.session_id AND e.reason <> '' AND c.over_at < $1

-- name: forget_trainers
UPDATE trainers t
SET name = t.id::text, native_name = '', native_name_language = '', email = '', organisation = '', forgotten_at = $1,
    link_version = t.link_version + 1
FROM cohorts c
WHERE c.id = t.cohort_id AND t.forgotten_at IS NULL AND c.over_at < $2

-- name: forget_drafts
-- Those that were never sent; of the others nothing is lost before the nominations of the course are forgotten.
DELETE FROM nominations n USING calls c
WHERE c.cohort_id = n.cohort_id AND n.state = 'draft' AND n.submitted_at IS NULL AND c.closes_at < $1

-- name: forget_nominations
-- Nobody can be told from what is left: the organisation, the country and the gender. The personal link ends.
UPDATE nominations n
SET email = n.id::text, forgotten_at = $1, link_version = n.link_version + 1, department = '', city = '', motivation = '',
    answers = '{}', signatory_name = '', signatory_title = '',
    official = jsonb_build_object('name', '', 'gender', n.official -> 'gender')
FROM cohorts c
WHERE c.id = n.cohort_id AND n.forgotten_at IS NULL AND c.over_at < $2

-- name: delete_ownerless_files
DELETE FROM files f WHERE f.owner LIKE 'nomination:%'
    AND NOT EXISTS (SELECT FROM nominations n WHERE f.owner = 'nomination:' || n.id)

-- name: forget_keys
DELETE FROM idempotency_keys WHERE created_at < $1
