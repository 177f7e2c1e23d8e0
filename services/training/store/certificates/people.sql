-- name: said_of_people
SELECT person_id, assessment, exception, reason, names, confirmed_at, asked, asked_at, invited_at, link_version
FROM certificate_people WHERE occasion = $1 AND ($2::uuid IS NULL OR person_id = $2)

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

-- name: asking
SELECT count(*)::int FROM certificate_people WHERE occasion = $1 AND asked IS NOT NULL

-- name: claim_invitations
-- But for those who were asked after $4.
INSERT INTO certificate_people (occasion, person_id, invited_at) SELECT $1, id, $3 FROM unnest($2::uuid[]) AS id
ON CONFLICT (occasion, person_id) DO UPDATE SET invited_at = EXCLUDED.invited_at
    WHERE certificate_people.invited_at IS NULL OR certificate_people.invited_at <= $4
RETURNING person_id

-- name: surveyed
SELECT EXISTS (
    SELECT FROM surveys
    WHERE session_id IS NULL AND state IN ('open', 'closed') AND (cohort_id = $1 OR activity_key = $2)
)

-- name: unanswered
-- Only that a survey of the whole course or event was not answered, never what: docs/decisions/0012.
SELECT i.person_id, bool_or(s.state = 'closed') AS lost FROM survey_invitations i JOIN surveys s ON s.id = i.survey_id
WHERE NOT i.answered AND s.session_id IS NULL AND s.state IN ('open', 'closed')
    AND (s.cohort_id = $1 OR s.activity_key = $2)
GROUP BY i.person_id

-- name: renew_link
INSERT INTO certificate_people (occasion, person_id, link_version) VALUES ($1, $2, 1)
ON CONFLICT (occasion, person_id) DO UPDATE SET link_version = certificate_people.link_version + 1
RETURNING link_version
