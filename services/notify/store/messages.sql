-- name: messages
-- The newest first. Groups: what is on its way, arrived, failed, was held back. What failed is said twice: an index holds
-- nothing else.
SELECT deliveries.id, template, recipient, state, deliveries.created_at, next_at, done_at, tries, reply, method,
    deliveries.sequence,
    coalesce(title, '') AS title, mail IS NOT NULL AS kept
FROM deliveries LEFT JOIN items ON items.id = deliveries.item_id
WHERE ($1::uuid IS NULL OR deliveries.id < $1)
    AND ($2 = '' OR $2 = CASE
        WHEN next_at IS NOT NULL OR state = 'sending' THEN 'waiting'
        WHEN state IN ('dead', 'unknown') THEN 'failed'
        WHEN state IN ('suppressed', 'withheld') THEN 'held'
        ELSE 'sent' END)
    AND ($2 <> 'failed' OR (state IN ('dead', 'unknown') AND next_at IS NULL))
    AND ($3 = '' OR strpos(lower(recipient), $3) > 0 OR strpos(lower(title), $3) > 0 OR slug = $3)
ORDER BY deliveries.id DESC LIMIT $4

-- name: message
SELECT deliveries.id, template, recipient, state, deliveries.created_at, next_at, done_at, tries, reply, method,
    deliveries.sequence,
    coalesce(title, '') AS title, mail IS NOT NULL AS kept
FROM deliveries LEFT JOIN items ON items.id = deliveries.item_id WHERE deliveries.id = $1

-- name: message_locked
SELECT deliveries.id, item_id, person_id, recipient, state, next_at, good_until, mail IS NOT NULL AS kept,
    EXISTS (SELECT FROM suppressions WHERE address = recipient) AS suppressed,
    EXISTS (
        SELECT FROM deliveries AS newer
        WHERE newer.item_id = deliveries.item_id AND newer.person_id = deliveries.person_id
            AND newer.id > deliveries.id AND newer.attendee_id IS NOT NULL AND newer.state <> 'withheld'
    ) AS overtaken
FROM deliveries WHERE deliveries.id = $1 FOR UPDATE OF deliveries

-- name: tries_of
SELECT at, outcome, state, reply FROM tries WHERE delivery_id = $1 ORDER BY at

-- name: queue_again
UPDATE deliveries SET state = 'queued', next_at = $2, tries = 0, done_at = NULL, looked_at = NULL
WHERE id = $1 AND next_at IS NULL AND mail IS NOT NULL AND state IN ('dead', 'unknown', 'suppressed')

-- name: failed_count
SELECT count(*) FROM deliveries WHERE state IN ('dead', 'unknown') AND next_at IS NULL

-- name: unseen_count
SELECT count(*) FROM deliveries WHERE state IN ('dead', 'unknown') AND next_at IS NULL AND looked_at IS NULL

-- name: suppressions
SELECT address, reply, at FROM suppressions ORDER BY at DESC, address LIMIT $1

-- name: release
DELETE FROM suppressions WHERE address = $1 RETURNING reply

-- name: look_at_failed
-- What had failed when the page was made: what fails meanwhile still waits for somebody.
UPDATE deliveries SET looked_at = $2
WHERE state IN ('dead', 'unknown') AND next_at IS NULL AND looked_at IS NULL AND done_at <= $1
