-- name: put_desk_item
-- Only a greater revision. What is done keeps its key and forgets whose it was.
INSERT INTO desk_items (owner, key, revision, kind, title, facts, spoken, count, link, due, person, changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (owner, key) DO UPDATE SET revision = EXCLUDED.revision, kind = EXCLUDED.kind, title = EXCLUDED.title,
    facts = EXCLUDED.facts, spoken = EXCLUDED.spoken, count = EXCLUDED.count, link = EXCLUDED.link, due = EXCLUDED.due,
    person = EXCLUDED.person, changed_at = EXCLUDED.changed_at
WHERE desk_items.revision < EXCLUDED.revision

-- name: open_desk_items
SELECT kind, title, facts, spoken, count, link, due FROM desk_items
WHERE person = $1 AND count > 0
ORDER BY due NULLS LAST, count DESC, owner, key LIMIT 200

-- name: has_open_desk_items
SELECT EXISTS (SELECT FROM desk_items WHERE person = $1 AND count > 0)

-- name: forget_desk_items
DELETE FROM desk_items WHERE (count = 0 OR person <> '') AND changed_at < $1
