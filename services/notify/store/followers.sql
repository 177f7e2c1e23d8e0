-- name: put_follower
INSERT INTO followers (owner, id, person_id, revision, feeds, changed_at, until, link_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (owner, id) DO UPDATE SET person_id = EXCLUDED.person_id, revision = EXCLUDED.revision, feeds = EXCLUDED.feeds,
    changed_at = EXCLUDED.changed_at, until = EXCLUDED.until,
    link_version = EXCLUDED.link_version
WHERE followers.revision < EXCLUDED.revision

-- name: items_followed
SELECT items.id, items.owner, key, items.revision, uid, sequence, slug, title, "when", timezone, place, description,
    page_url, items.feeds, cancelled_at, withdrawn, over_at, revised_at, items.changed_at, due_at, told, reminders,
    transparent, join_url, reason, items.sessions, followers.revision AS part_revision, followers.changed_at AS part_changed_at,
    '{}'::text[] AS chosen
FROM followers JOIN items ON items.feeds && followers.feeds
WHERE person_id = $1 AND NOT withdrawn AND (cancelled_at IS NULL OR cancelled_at > $2)
ORDER BY items.id, followers.id

-- name: follower
SELECT person_id, link_version FROM followers WHERE owner = $1 AND id = $2

-- name: items_of_follower
SELECT items.id, items.owner, key, items.revision, uid, sequence, slug, title, "when", timezone, place, description,
    page_url, items.feeds, cancelled_at, withdrawn, over_at, revised_at, items.changed_at, due_at, told, reminders,
    transparent, join_url, reason, items.sessions, followers.revision AS part_revision, followers.changed_at AS part_changed_at,
    '{}'::text[] AS chosen
FROM followers JOIN items ON items.feeds && followers.feeds
WHERE followers.owner = $1 AND followers.id = $2 AND NOT withdrawn AND (cancelled_at IS NULL OR cancelled_at > $3)
ORDER BY items.id

-- name: erase_followers
DELETE FROM followers WHERE until < $1
