-- name: item
-- Whoever changes the item waits until this transaction is over, and the other way round.
SELECT id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url, feeds,
    cancelled_at, withdrawn, over_at, revised_at, changed_at, due_at, told, reminders, transparent, join_url,
    reason, sessions
FROM items WHERE id = $1 FOR KEY SHARE

-- name: item_locked
SELECT id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url, feeds,
    cancelled_at, withdrawn, over_at, revised_at, changed_at, due_at, told, reminders, transparent, join_url,
    reason, sessions
FROM items WHERE id = $1 FOR UPDATE

-- name: lock_unknown
-- Until the end of the transaction, nobody else who takes the same name goes on.
SELECT pg_advisory_xact_lock(hashtextextended($1, 0))

-- name: insert_item
INSERT INTO items (id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url,
    feeds, cancelled_at, withdrawn, over_at, revised_at, changed_at, due_at, told, reminders,
    transparent, join_url, first_day, reason, sessions)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)

-- name: update_item
UPDATE items SET revision = $2, slug = $3, title = $4, "when" = $5, timezone = $6, place = $7, description = $8,
    page_url = $9, feeds = $10, cancelled_at = $11, withdrawn = $12, over_at = $13, revised_at = $14,
    changed_at = $15, due_at = $16, told = $17, reminders = $18, transparent = $19,
    join_url = $20, first_day = $21, reason = $22, sessions = $23
WHERE id = $1 AND revision < $2

-- name: raise_sequence
UPDATE items SET sequence = sequence + 1 WHERE id = $1 RETURNING sequence

-- name: number_facts
-- A new number for new facts. Nothing comes back where the number that is there stands for them.
UPDATE items SET sequence = sequence + 1, told = $2 WHERE id = $1 AND told <> $2 RETURNING sequence

-- name: sequence_of
SELECT sequence FROM items WHERE id = $1

-- name: item_due
-- The change that waits longest and that no other worker tells just now.
SELECT id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url, feeds,
    cancelled_at, withdrawn, over_at, revised_at, changed_at, due_at, told, reminders, transparent, join_url,
    reason, sessions
FROM items WHERE due_at <= $1 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED

-- name: item_free
-- Nothing comes back where another worker is at it.
SELECT id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url, feeds,
    cancelled_at, withdrawn, over_at, revised_at, changed_at, due_at, told, reminders, transparent, join_url,
    reason, sessions
FROM items WHERE id = $1 FOR UPDATE SKIP LOCKED

-- name: items_near
-- What begins between these days and has reminders. While a change waits to be told, nobody is reminded of it.
SELECT id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url, feeds,
    cancelled_at, withdrawn, over_at, revised_at, changed_at, due_at, told, reminders, transparent, join_url,
    reason, sessions
FROM items
WHERE first_day BETWEEN $1 AND $2 AND cancelled_at IS NULL AND NOT withdrawn AND due_at IS NULL AND reminders <> '{}'
ORDER BY first_day, id

-- name: next_due
SELECT min(due_at) FROM items WHERE due_at IS NOT NULL

-- name: wake
UPDATE items SET changed_at = coalesce(changed_at, $2), due_at = coalesce(due_at, $3) WHERE id = $1

-- name: settle_change
UPDATE items SET changed_at = NULL, due_at = NULL WHERE id = $1

-- name: hold
INSERT INTO held (item_id, person_id, job, at, with_update, item_revision) VALUES ($1, $2, $3, $4, false, $5)

-- name: keep
-- For the next update. Of the templates $5, that tell of one thing, the one of the newest revision counts, and of these
-- the last.
WITH older AS (
    DELETE FROM held WHERE with_update AND item_id = $1 AND person_id = $2
        AND job -> 'message' ->> 'template' = ANY($5::text[]) AND item_revision <= $6
)
INSERT INTO held (item_id, person_id, job, at, with_update, item_revision)
SELECT $1, $2, $3, $4, true, $6 WHERE NOT EXISTS (
    SELECT FROM held WHERE with_update AND item_id = $1 AND person_id = $2
        AND job -> 'message' ->> 'template' = ANY($5::text[]) AND item_revision > $6
)

-- name: release_held
-- Person by person, for each is locked: two items whose people are the same do not wait for each other.
WITH released AS (
    DELETE FROM held WHERE item_id = $1 AND NOT with_update AND item_revision <= $2 RETURNING position, person_id, job
)
SELECT job FROM released ORDER BY person_id, position

-- name: release_kept
WITH released AS (
    DELETE FROM held WHERE position IN (
        SELECT position FROM held
        WHERE item_id = $1 AND with_update AND ($3 OR item_revision > 0)
        ORDER BY position LIMIT $2
    ) RETURNING position, person_id, job
)
SELECT job, EXISTS (
    SELECT FROM attendees WHERE item_id = $1 AND attendees.person_id = released.person_id AND desired = 'invited'
) AS invited, (
    SELECT about FROM deliveries
    WHERE item_id = $1 AND deliveries.person_id = released.person_id AND about IS NOT NULL AND state <> 'withheld'
        AND created_at >= coalesce((job ->> 'asked_at')::timestamptz, '-infinity')
    ORDER BY deliveries.id DESC LIMIT 1
) AS told, EXISTS (
    SELECT FROM wishes_ended
    WHERE item_id = $1 AND wishes_ended.person_id = released.person_id AND job -> 'message' ->> 'template' = ANY($4::text[])
        AND wishes_ended.at >= coalesce((job ->> 'asked_at')::timestamptz, '-infinity')
) AS ended
FROM released ORDER BY position

-- name: items_of_feed
SELECT id, owner, key, revision, uid, sequence, slug, title, "when", timezone, place, description, page_url, feeds,
    cancelled_at, withdrawn, over_at, revised_at, changed_at, due_at, told, reminders, transparent, join_url,
    reason, sessions
FROM items
WHERE feeds @> ARRAY[$1] AND NOT withdrawn AND (cancelled_at IS NULL OR cancelled_at > $2)
ORDER BY id

-- name: items_of_person
SELECT items.id, owner, key, items.revision, uid, sequence, slug, title, "when", timezone, place, description,
    page_url, feeds, cancelled_at, withdrawn, over_at, revised_at, items.changed_at, due_at,
    told, reminders, transparent, join_url, reason, items.sessions,
    attendees.revision AS part_revision, attendees.changed_at AS part_changed_at, array(
        SELECT unnest(mine.sessions) FROM attendees mine
        WHERE mine.item_id = items.id AND mine.person_id = $1 AND mine.desired = 'invited'
    ) AS chosen
FROM attendees JOIN items ON items.id = attendees.item_id
WHERE person_id = $1 AND desired = 'invited' AND NOT withdrawn AND (cancelled_at IS NULL OR cancelled_at > $2)
ORDER BY items.id, attendees.id
