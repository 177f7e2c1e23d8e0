-- Which reminders an event has, by the names that notify knows them by.
ALTER TABLE events ADD COLUMN reminders text[] NOT NULL DEFAULT ARRAY['week', 'day', 'hours']
    CONSTRAINT events_reminders CHECK (reminders <@ ARRAY['week', 'day', 'hours']);

-- The desk lists every event, drafts included, the latest first.
CREATE INDEX events_on_the_desk ON events (sort_on, slug);
