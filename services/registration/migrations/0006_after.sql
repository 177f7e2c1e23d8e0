-- What there is of an event when it is over, and whether it was closed.
ALTER TABLE events
    ADD COLUMN recording_url text NOT NULL DEFAULT '',
    ADD COLUMN materials jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN press_note text NOT NULL DEFAULT '',
    -- BCP 47; empty where there is no press note.
    ADD COLUMN press_note_language text NOT NULL DEFAULT '',
    ADD COLUMN closed_at timestamptz,
    -- What training was told last of who came; 0 while it was told nothing.
    ADD COLUMN activity_revision bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT events_materials CHECK (jsonb_typeof(materials) = 'array'),
    ADD CONSTRAINT events_press_note CHECK ((press_note = '') = (press_note_language = '')),
    ADD CONSTRAINT events_closed CHECK (closed_at IS NULL OR (cancelled_at IS NULL AND activity_revision > 0));
