-- name: wishes_of
-- Of what takes place and is not over: what was asked for by whoever got a letter since they last wanted no more.
SELECT id, title FROM items
WHERE cancelled_at IS NULL AND over_at > $2 AND EXISTS (
    SELECT FROM deliveries
    WHERE item_id = items.id AND person_id = $1 AND template = ANY($3::text[]) AND state <> 'withheld'
        AND NOT EXISTS (
            SELECT FROM wishes_ended AS ended
            WHERE ended.item_id = items.id AND ended.person_id = $1 AND ended.at >= deliveries.created_at
        )
)
ORDER BY title, id

-- name: end_wish
-- Only of whoever got a letter about it.
INSERT INTO wishes_ended (item_id, person_id, at)
SELECT $1, $2, $3 WHERE EXISTS (
    SELECT FROM deliveries WHERE item_id = $1 AND person_id = $2 AND template = ANY($4::text[])
)
ON CONFLICT (item_id, person_id) DO UPDATE SET at = excluded.at

-- name: withhold_wishes
UPDATE deliveries SET state = CASE WHEN unknowns = 0 THEN 'withheld' ELSE 'unknown' END, next_at = NULL, done_at = $3
WHERE item_id = $1 AND person_id = $2 AND template = ANY($4::text[]) AND next_at IS NOT NULL

-- name: erase_wishes_ended
DELETE FROM wishes_ended USING items WHERE items.id = wishes_ended.item_id AND over_at < $1
