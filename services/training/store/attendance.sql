-- name: course_by_id
SELECT c.id, c.slug, p.title, c.timezone, c.rules, c.trainer_link_version, c.timetable_published,
    c.starts_on, c.over_at
FROM cohorts c JOIN programmes p ON p.id = c.programme_id WHERE c.id = $1

-- name: courses_to_mark
-- That are not over and have a timetable; $1 is null for all, else the ids of those that may be seen.
SELECT c.id, c.slug, p.title, c.timezone, c.rules, c.trainer_link_version, c.timetable_published,
    c.starts_on, c.over_at
FROM cohorts c JOIN programmes p ON p.id = c.programme_id
WHERE c.over_at > $2 AND c.cancelled_at IS NULL AND ($1::uuid[] IS NULL OR c.id = ANY($1))
    AND EXISTS (SELECT FROM sessions s WHERE s.cohort_id = c.id)
ORDER BY c.starts_on, c.slug

-- name: set_attendance_rules
-- Only what attendance asks; the other rules of the cohort stay.
UPDATE cohorts SET rules = rules || jsonb_build_object('excused_counts', $2::bool, 'grace', $3::int), changed_at = $4
WHERE id = $1

-- name: add_marks
-- All in one statement; a mark that is known already adds nothing.
INSERT INTO marks (client_id, session_id, participant_id, state, late_minutes, left_minutes, replaces, source, actor, by,
    device_id, claimed_at, received_at, why)
SELECT m.client_id, m.session_id, m.participant_id, m.state, m.late_minutes, m.left_minutes, m.replaces, m.source, m.actor,
    m.by, m.device_id, m.claimed_at, m.received_at, m.why
FROM jsonb_to_recordset($1) AS m (client_id uuid, session_id uuid, participant_id uuid, state text, late_minutes int,
    left_minutes int, replaces uuid[], source text, actor text, by text, device_id uuid, claimed_at timestamptz,
    received_at timestamptz, why text)
ORDER BY m.client_id
ON CONFLICT (client_id) DO NOTHING
RETURNING client_id

-- name: marks_of_session
SELECT client_id, session_id, participant_id, state, late_minutes, left_minutes, replaces, source, actor, by, device_id,
    claimed_at, received_at, why
FROM marks WHERE session_id = $1 ORDER BY received_at, client_id

-- name: marks_of_cohort
SELECT m.client_id, m.session_id, m.participant_id, m.state, m.late_minutes, m.left_minutes, m.replaces, m.source, m.actor,
    m.by, m.device_id, m.claimed_at, m.received_at, m.why
FROM marks m JOIN sessions s ON s.id = m.session_id WHERE s.cohort_id = $1

-- name: marks_of_participant
SELECT client_id, session_id, participant_id, state, late_minutes, left_minutes, replaces, source, actor, by, device_id,
    claimed_at, received_at, why
FROM marks WHERE participant_id = $1 ORDER BY received_at, client_id

-- name: put_device
-- Another cohort's device with the same id is left alone.
INSERT INTO devices (id, cohort_id, name, kind, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $4, $5, $5)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, kind = EXCLUDED.kind, last_seen_at = EXCLUDED.last_seen_at
WHERE devices.cohort_id = EXCLUDED.cohort_id

-- name: devices_of_cohort
SELECT id, name, kind FROM devices WHERE cohort_id = $1
