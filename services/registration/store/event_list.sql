-- name: all_events
-- What lies ahead in the order of its days, then what is over, the newest first: each half by its index. Parameters that
-- are null choose all. $6 to $8 are the cursor: whether the last line seen was over, its sort day and slug.
WITH fitting AS NOT MATERIALIZED (
    SELECT id, slug, title, kind, "when", timezone, format, city, days, capacity, confirmed_count, waitlisted_count, pending_count, sort_on,
        changed_at, over_at,
        CASE
            WHEN cancelled_at IS NOT NULL THEN 'cancelled'
            WHEN closed_at IS NOT NULL THEN 'closed'
            WHEN NOT published THEN 'draft'
            WHEN over_at <= $1 THEN 'over'
            WHEN precision IN ('month', 'quarter') THEN 'open'
            WHEN precision = 'year' THEN 'all_year'
            ELSE 'fixed'
        END AS state
    FROM events
    WHERE ($2::int IS NULL OR (year_from <= $2 AND year_to >= $2))
        AND ($4::text IS NULL OR kind = $4)
        AND search LIKE ALL($5::text[])
), ahead AS (
    SELECT * FROM fitting
    WHERE over_at > $1 AND ($3::text IS NULL OR state = $3)
        AND ($6::boolean IS NULL OR (NOT $6 AND (sort_on, slug) > ($7::date, $8::text)))
    ORDER BY sort_on, slug LIMIT $9::int + $10::int
), past AS (
    SELECT * FROM fitting
    WHERE over_at <= $1 AND ($3::text IS NULL OR state = $3)
        AND ($6::boolean IS NULL OR NOT $6 OR (sort_on, slug) < ($7::date, $8::text))
    ORDER BY sort_on DESC, slug DESC LIMIT $9::int + $10::int
), numbered AS (
    SELECT *, false AS is_over, row_number() OVER (ORDER BY sort_on, slug) AS number FROM ahead
    UNION ALL
    SELECT *, true, row_number() OVER (ORDER BY sort_on DESC, slug DESC) FROM past
)
SELECT id, slug, title, kind, "when", timezone, format, city, days, state, capacity, confirmed_count, waitlisted_count, pending_count, sort_on,
    changed_at, is_over
FROM numbered ORDER BY is_over, number
LIMIT $9 OFFSET $10

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
    AND ($4::text IS NULL OR kind = $4)
    AND search LIKE ALL($5::text[])

-- name: years_of_events
SELECT DISTINCT y::int FROM events, generate_series(year_from, year_to) AS y ORDER BY 1 DESC
