-- The parts of an item among which people choose, and which of them somebody chose. Their times are told like the item's
-- own, but the counter does not stand for them; what somebody was told until now named none.
ALTER TABLE items ADD COLUMN sessions jsonb NOT NULL DEFAULT '[]'
    CONSTRAINT items_sessions CHECK (jsonb_typeof(sessions) = 'array');
ALTER TABLE attendees ADD COLUMN sessions text[] NOT NULL DEFAULT '{}';
UPDATE items SET told = told || '{"sessions": []}';
UPDATE deliveries SET about = about || '{"sessions": []}' WHERE about IS NOT NULL;
