-- What people were told of an item, and when they are told of its changes.

ALTER TABLE items
    -- What `sequence` stands for: title, when, timezone, place, cancelled.
    ADD COLUMN told jsonb,
    -- When the change since `changed_at` is told; null with it.
    ADD COLUMN due_at timestamptz,
    ADD COLUMN reminders text[] NOT NULL DEFAULT '{week,day,hours}';
UPDATE items SET told = jsonb_build_object('title', title, 'when', "when", 'timezone', timezone, 'place', place,
    'cancelled', cancelled_at IS NOT NULL), due_at = changed_at;
ALTER TABLE items
    ALTER COLUMN told SET NOT NULL,
    ADD CONSTRAINT items_due CHECK ((due_at IS NULL) = (changed_at IS NULL));
DROP INDEX items_changed;
CREATE INDEX items_due ON items (due_at) WHERE due_at IS NOT NULL;

-- The item as this mail tells it to somebody who takes part: title, when, timezone, place, cancelled.
ALTER TABLE deliveries ADD COLUMN about jsonb;
UPDATE deliveries SET about = jsonb_build_object('title', title, 'when', coalesce(deliveries."when", items."when"),
    'timezone', coalesce(deliveries.timezone, items.timezone), 'place', place, 'cancelled', false)
FROM items WHERE items.id = deliveries.item_id AND attendee_id IS NOT NULL AND method IS DISTINCT FROM 'CANCEL';
CREATE INDEX deliveries_about ON deliveries (item_id, person_id, id) WHERE about IS NOT NULL;

-- A message that goes out with the next update of its item.
ALTER TABLE held ADD COLUMN with_update boolean NOT NULL DEFAULT false;
