-- The link to join belongs to the item, and people are told when it changes. Until now it came with each invitation.

UPDATE items SET join_url = given.join_url
FROM (
    SELECT DISTINCT ON (item_id) item_id, join_url FROM attendees
    WHERE desired = 'invited' AND join_url <> '' ORDER BY item_id, revision DESC
) AS given
WHERE given.item_id = items.id AND items.join_url = '';
ALTER TABLE attendees DROP COLUMN join_url;

-- A number never stands for a link; what somebody was told last is taken to have named the present one.
UPDATE items SET told = told || '{"join_url": ""}';
UPDATE deliveries SET about = about || jsonb_build_object(
    'join_url', CASE WHEN cancelled_at IS NULL THEN join_url ELSE '' END
)
FROM items WHERE items.id = deliveries.item_id AND about IS NOT NULL;
