-- name: all_events
-- Parameters that are null choose all. $5 and $6 are the cursor: the sort day and slug of the last line seen.
SELECT id, slug, title, "when", timezone, state, capacity, confirmed_count, waitlisted_count, pending_count, sort_on,
    changed_at
FROM (
    SELECT e.*,
        CASE
            WHEN cancelled_at IS NOT NULL THEN 'cancelled'
            WHEN closed_at IS NOT NULL THEN 'closed'
            WHEN NOT published THEN 'draft'
            WHEN over_at <= $1 THEN 'over'
            WHEN precision IN ('month', 'quarter') THEN 'open'
            WHEN precision = 'year' THEN 'all_year'
            ELSE 'fixed'
        END AS state
    FROM events e
) listed
WHERE ($2::int IS NULL OR (year_from <= $2 AND year_to >= $2))
    AND ($3::text IS NULL OR state = $3)
    AND concat_ws(' ', title, city, network) ILIKE ALL($4::text[])
    AND ($5::date IS NULL OR (sort_on, slug) < ($5, $6::text))
ORDER BY sort_on DESC, slug DESC
LIMIT $7 OFFSET $8

-- name: count_events
SELECT count(*) FROM events
WHERE ($2::int IS NULL OR (year_from <= $2 AND year_to >= $2))
    AND ($3::text IS NULL OR $3 = CASE
        WHEN cancelled_at IS NOT NULL THEN 'cancelled'
        WHEN closed_at IS NOT NULL THEN 'closed'
        WHEN NOT published THEN 'draft'
        WHEN over_at <= $1 THEN 'over'
        WHEN precision IN ('month', 'quarter') THEN 'open'
        WHEN precision = 'year' THEN 'all_year'
        ELSE 'fixed'
    END)
    AND concat_ws(' ', title, city, network) ILIKE ALL($4::text[])

-- name: years_of_events
SELECT DISTINCT y::int FROM events, generate_series(year_from, year_to) AS y ORDER BY 1 DESC
