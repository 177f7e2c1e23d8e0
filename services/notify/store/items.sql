-- name: item
SELECT id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url, feeds,
    cancelled_at, withdrawn, over_at, revised_at, changed_at
FROM items WHERE id = $1

-- name: item_locked
SELECT id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url, feeds,
    cancelled_at, withdrawn, over_at, revised_at, changed_at
FROM items WHERE id = $1 FOR NO KEY UPDATE

-- name: lock_unknown
-- Until the end of the transaction, nobody else who takes the same name goes on.
SELECT pg_advisory_xact_lock(hashtextextended($1, 0))

-- name: insert_item
INSERT INTO items (id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url,
    feeds, cancelled_at, withdrawn, over_at, revised_at, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)

-- name: update_item
UPDATE items SET revision = $2, slug = $3, title = $4, "when" = $5, timezone = $6, place = $7, description = $8,
    page_url = $9, feeds = $10, cancelled_at = $11, withdrawn = $12, over_at = $13, revised_at = $14,
    changed_at = $15
WHERE id = $1 AND revision < $2

-- name: raise_sequence
UPDATE items SET sequence = sequence + 1 WHERE id = $1 RETURNING sequence

-- name: settle_unsent_changes
-- A change of an item that nobody holds in a calendar needs no mail: the counter rises, and that is all.
UPDATE items SET sequence = sequence + 1, changed_at = NULL
WHERE changed_at <= $1
    AND NOT EXISTS (SELECT FROM deliveries WHERE deliveries.item_id = items.id AND deliveries.method IS NOT NULL)

-- name: hold
INSERT INTO held (item_id, person_id, job, at) VALUES ($1, $2, $3, $4)

-- name: release_held
WITH released AS (DELETE FROM held WHERE item_id = $1 RETURNING position, job)
SELECT job FROM released ORDER BY position

-- name: items_of_feed
SELECT id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url, feeds,
    cancelled_at, withdrawn, over_at, revised_at, changed_at
FROM items
WHERE feeds @> ARRAY[$1] AND NOT withdrawn AND (cancelled_at IS NULL OR cancelled_at > $2)
ORDER BY id

-- name: items_of_person
SELECT items.id, owner, key, items.revision, uid, sequence, slug, title, "when", timezone, place, description,
    page_url, feeds, cancelled_at, withdrawn, over_at, revised_at, items.changed_at,
    attendees.revision AS part_revision, attendees.changed_at AS part_changed_at, join_url
FROM attendees JOIN items ON items.id = attendees.item_id
WHERE person_id = $1 AND desired = 'invited' AND NOT withdrawn AND (cancelled_at IS NULL OR cancelled_at > $2)
ORDER BY items.id, attendees.id
