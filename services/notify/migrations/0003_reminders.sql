-- Reminders: which items begin soon, who wants none, and how long one may wait for the mail server.

-- The day it begins, in its own zone; null while it is not fixed. The instant of a reminder is computed from `when`.
ALTER TABLE items ADD COLUMN first_day date;
UPDATE items SET first_day = coalesce(left("when" ->> 'start', 10), "when" ->> 'first')::date
WHERE "when" ->> 'precision' IN ('time', 'day');
CREATE INDEX items_first_day ON items (first_day) WHERE cancelled_at IS NULL AND NOT withdrawn;

-- Kinds of messages that the person does not want (Category in domain/messages.py).
ALTER TABLE people ADD COLUMN unsubscribed text[] NOT NULL DEFAULT '{}';

-- Not sent after this instant; null: always.
ALTER TABLE deliveries ADD COLUMN good_until timestamptz;
CREATE INDEX deliveries_good_until ON deliveries (good_until) WHERE good_until IS NOT NULL AND next_at IS NOT NULL;
