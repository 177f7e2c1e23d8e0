-- name: forget_people
DELETE FROM certificate_people s
USING (
    SELECT 'cohort:' || id AS key, over_at FROM cohorts UNION ALL SELECT key, over_at FROM activities
) o
WHERE o.key = s.occasion AND o.over_at < $1

-- name: forget_hands
-- Who acted and why, and where mail went; what was issued stays.
UPDATE certificates c SET email = '', issued_by = '', ended_by = '', internal_reason = ''
FROM awards a JOIN (
    SELECT 'cohort:' || id AS key, over_at FROM cohorts UNION ALL SELECT key, over_at FROM activities
) o ON o.key = a.occasion
WHERE a.id = c.award_id AND c.issued_by <> '' AND o.over_at < $1

-- name: forget_runs
-- Orders that failed are deleted with their run.
WITH gone AS (
    DELETE FROM certificate_orders d USING certificate_runs r WHERE r.id = d.run_id AND r.finished_at < $1
)
UPDATE certificate_runs SET actor = '' WHERE finished_at < $1 AND actor <> ''

-- name: forget_certificates
DELETE FROM certificates WHERE issued_at < $1

-- name: forget_awards
DELETE FROM awards a WHERE a.created_at < $1 AND NOT EXISTS (SELECT FROM certificates c WHERE c.award_id = a.id)
