-- name: outlooks_to_count
SELECT e.key FROM (
    SELECT 'cohort:' || c.id AS key, c.over_at,
        (SELECT count(*)::int FROM participants a WHERE a.cohort_id = c.id AND a.status = 'confirmed') AS people
    FROM cohorts c WHERE c.cancelled_at IS NULL
    UNION ALL
    SELECT key, over_at, people FROM activities WHERE key ~ '^event:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
) e LEFT JOIN certificate_outlooks l ON l.occasion = e.key
WHERE e.over_at <= $1 AND (l.occasion IS NULL OR e.over_at > $2)
    AND (SELECT count(*) FROM awards w JOIN certificates x ON x.award_id = w.id AND x.state = 'valid'
        WHERE w.occasion = e.key) < greatest(e.people, l.possible)
ORDER BY e.over_at DESC, e.key

-- name: put_outlook
INSERT INTO certificate_outlooks (occasion, possible) VALUES ($1, $2)
ON CONFLICT (occasion) DO UPDATE SET possible = EXCLUDED.possible
