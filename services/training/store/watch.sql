-- name: courses_to_look_at
-- Under way, or over for less than $2, with something new since the last look: a mark, an excuse, a change of the
-- timetable, the people or the rules, a session or the course that ended. $4: how far behind that look new is.
SELECT c.id, c.slug, p.title, c.timezone, c.rules, c.trainer_link_version, c.timetable_published,
    c.starts_on, c.over_at
FROM cohorts c JOIN programmes p ON p.id = c.programme_id LEFT JOIN attendance_looks l ON l.cohort_id = c.id
WHERE c.starts_on <= $1 AND c.over_at > $2 AND c.cancelled_at IS NULL AND (
    l.looked_at IS NULL
    OR c.changed_at > l.looked_at - $4::interval
    OR (c.over_at > l.looked_at AND c.over_at <= $3)
    OR EXISTS (SELECT FROM sessions s WHERE s.cohort_id = c.id AND (
        s.changed_at > l.looked_at - $4::interval
        OR (s.ends_at > l.looked_at AND s.ends_at <= $3)
        OR EXISTS (SELECT FROM marks m WHERE m.session_id = s.id AND m.received_at > l.looked_at - $4::interval)
        OR EXISTS (SELECT FROM excuses e WHERE e.session_id = s.id
            AND greatest(e.asked_at, e.decided_at) > l.looked_at - $4::interval)))
    OR EXISTS (SELECT FROM participants q WHERE q.cohort_id = c.id AND q.changed_at > l.looked_at - $4::interval)
)
ORDER BY c.starts_on, c.slug

-- name: look_at
-- Only one worker at a time looks at a course.
INSERT INTO attendance_looks (cohort_id, looked_at) VALUES ($1, $2)
ON CONFLICT (cohort_id) DO UPDATE SET looked_at = EXCLUDED.looked_at
RETURNING excuses, conflicts, risk

-- name: set_counts
UPDATE attendance_looks SET excuses = $2, conflicts = $3, risk = $4 WHERE cohort_id = $1

-- name: told_of_cohort
SELECT t.participant_id, t.close, t.out_of_reach
FROM attendance_told t JOIN participants p ON p.id = t.participant_id WHERE p.cohort_id = $1

-- name: tell_attendance
INSERT INTO attendance_told (participant_id, close, out_of_reach)
SELECT t.participant_id, t.close, t.out_of_reach
FROM jsonb_to_recordset($1) AS t (participant_id uuid, close boolean, out_of_reach boolean)
ON CONFLICT (participant_id) DO UPDATE SET close = EXCLUDED.close, out_of_reach = EXCLUDED.out_of_reach
