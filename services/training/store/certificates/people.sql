-- name: said_of_people
SELECT person_id, assessment, exception, reason, names, confirmed_at, asked, asked_at, invited_at, link_version
FROM certificate_people WHERE occasion = $1 AND ($2::uuid IS NULL OR person_id = $2)

-- name: said_of_registration
-- By the registration alone: the event it was for is named by the row.
SELECT occasion FROM certificate_people WHERE person_id = $1

-- name: set_assessment
INSERT INTO certificate_people (occasion, person_id, assessment) VALUES ($1, $2, $3)
ON CONFLICT (occasion, person_id) DO UPDATE SET assessment = EXCLUDED.assessment

-- name: set_exception
INSERT INTO certificate_people (occasion, person_id, exception, reason) VALUES ($1, $2, $3, $4)
ON CONFLICT (occasion, person_id) DO UPDATE SET exception = EXCLUDED.exception, reason = EXCLUDED.reason

-- name: confirm_names
INSERT INTO certificate_people (occasion, person_id, names, confirmed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (occasion, person_id) DO UPDATE SET names = EXCLUDED.names, confirmed_at = EXCLUDED.confirmed_at

-- name: ask_correction
INSERT INTO certificate_people (occasion, person_id, asked, asked_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (occasion, person_id) DO UPDATE SET asked = EXCLUDED.asked, asked_at = EXCLUDED.asked_at

-- name: settle_correction
UPDATE certificate_people SET asked = NULL, asked_at = NULL
WHERE occasion = $1 AND person_id = $2 AND asked IS NOT NULL

-- name: set_invited
INSERT INTO certificate_people (occasion, person_id, invited_at) SELECT $1, id, $3 FROM unnest($2::uuid[]) AS id
ON CONFLICT (occasion, person_id) DO UPDATE SET invited_at = EXCLUDED.invited_at
