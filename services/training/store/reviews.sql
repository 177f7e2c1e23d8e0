-- name: reviewers_of_cohort
SELECT cohort_id, staff_id, email, name, organisation, city FROM reviewers WHERE cohort_id = $1 ORDER BY lower(name), staff_id

-- name: put_reviewer
INSERT INTO reviewers (cohort_id, staff_id, email, name, organisation, city) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (cohort_id, staff_id) DO UPDATE SET email = EXCLUDED.email, name = EXCLUDED.name,
    organisation = EXCLUDED.organisation, city = EXCLUDED.city

-- name: tell_reviewers
-- $2 and $3: reviewers, and what each is told now. Only where it is another count.
UPDATE reviewers r SET told = now.count FROM unnest($2::uuid[], $3::int[]) AS now (staff_id, count)
WHERE r.cohort_id = $1 AND r.staff_id = now.staff_id AND r.told <> now.count
RETURNING r.staff_id, r.told AS count, nextval('revisions') AS revision

-- name: reviews_that_wait
-- Of courses whose nominations this account reviews, as its own page was told last.
SELECT c.slug, p.title, r.told AS count FROM reviewers r JOIN cohorts c ON c.id = r.cohort_id
JOIN programmes p ON p.id = c.programme_id WHERE r.staff_id = $1 AND r.told > 0 AND c.cancelled_at IS NULL
ORDER BY p.title, c.slug

-- name: remove_reviewer
-- Only while they have begun nothing.
DELETE FROM reviewers r WHERE r.cohort_id = $1 AND r.staff_id = $2
    AND NOT EXISTS (SELECT 1 FROM reviews v WHERE v.cohort_id = r.cohort_id AND v.reviewer_id = r.staff_id)

-- name: reviews_of_cohort
SELECT nomination_id, reviewer_id, scores, comment, recused, done_at FROM reviews WHERE cohort_id = $1
ORDER BY nomination_id, reviewer_id

-- name: put_review
-- Whoever changes a finished review keeps the instant at which it was first done.
INSERT INTO reviews (cohort_id, nomination_id, reviewer_id, scores, comment, recused, done_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (nomination_id, reviewer_id) DO UPDATE SET scores = EXCLUDED.scores, comment = EXCLUDED.comment,
    recused = EXCLUDED.recused, changed_at = EXCLUDED.changed_at,
    done_at = CASE WHEN EXCLUDED.done_at IS NULL THEN NULL ELSE coalesce(reviews.done_at, EXCLUDED.done_at) END

-- name: forget_comments
UPDATE reviews v SET comment = '' FROM cohorts c WHERE c.id = v.cohort_id AND v.comment <> '' AND c.over_at < $1

-- name: forget_reasons
UPDATE offers o SET reason = '' FROM cohorts c WHERE c.id = o.cohort_id AND o.reason <> '' AND c.over_at < $1

-- name: forget_reviewers
UPDATE reviewers r SET email = '', name = '', organisation = '', city = ''
FROM cohorts c WHERE c.id = r.cohort_id AND r.email <> '' AND c.over_at < $1
