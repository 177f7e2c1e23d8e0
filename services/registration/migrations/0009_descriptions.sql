-- What the event's page says of it: plain text of several paragraphs.
ALTER TABLE events ADD COLUMN description text NOT NULL DEFAULT '';
