-- name: note_failed
-- Those about an item of this owner that nobody told of yet, with whom they were for; of what was not even tried, what
-- the server said of the mailbox before.
UPDATE deliveries SET told_failed = true
FROM items
WHERE deliveries.id = ANY($1::uuid[]) AND items.id = deliveries.item_id AND items.owner = $2 AND NOT told_failed
RETURNING items.key, recipient AS email,
    coalesce(nullif(reply, ''), (SELECT s.reply FROM suppressions AS s WHERE s.address = recipient), '') AS reply

-- name: note_arrived
-- Whatever failed before about the same item to the same person. What another worker settles just now is left to it.
WITH older AS (
    SELECT older.id, items.key FROM deliveries AS mine
    JOIN deliveries AS older ON older.item_id = mine.item_id AND older.person_id = mine.person_id AND older.told_failed
    JOIN items ON items.id = mine.item_id AND items.owner = $2
    WHERE mine.id = $1 FOR UPDATE OF older SKIP LOCKED
)
UPDATE deliveries SET told_failed = false FROM older WHERE deliveries.id = older.id
RETURNING older.key, recipient AS email, '' AS reply

-- name: look_past
UPDATE deliveries SET looked_at = $3
WHERE item_id = $1 AND person_id = $2 AND state IN ('dead', 'unknown') AND next_at IS NULL AND looked_at IS NULL
