-- When and where a session takes place, as much as is known. The day counts from the event's first, 1; the hours are on the
-- clock of the event's zone, and an end that is no later than the beginning is one of the next morning.
ALTER TABLE sessions
    ADD COLUMN day int CONSTRAINT sessions_day CHECK (day BETWEEN 1 AND 366),
    ADD COLUMN begins time CONSTRAINT sessions_begins CHECK (begins IS NULL OR day IS NOT NULL),
    ADD COLUMN ends time CONSTRAINT sessions_ends CHECK (ends IS NULL OR begins IS NOT NULL),
    ADD COLUMN room text NOT NULL DEFAULT '';
