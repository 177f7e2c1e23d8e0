-- What participants tell for their stay, documents for them to read, and who gave up a place by themselves.

-- Sensitive: a table of its own, deleted thirty days after the course (domain/retention.py).
CREATE TABLE stays (
    participant_id uuid PRIMARY KEY REFERENCES participants ON DELETE CASCADE,
    -- domain/stay.py: Travel, the wall clock and its zone.
    travel jsonb NOT NULL,
    -- domain/stay.py: Needs.
    needs jsonb NOT NULL,
    -- For a change that was begun before another one was kept.
    revision int NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL
);

-- When somebody was last asked for it by mail.
CREATE TABLE stay_asks (
    participant_id uuid PRIMARY KEY REFERENCES participants ON DELETE CASCADE,
    asked_at timestamptz NOT NULL
);

-- What organizers put for participants to read: a link, or a file under the owner "document:<id>".
CREATE TABLE documents (
    id uuid PRIMARY KEY,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    -- Whom it is for; null: everybody who has a place.
    participant_id uuid REFERENCES participants ON DELETE CASCADE,
    title text NOT NULL,
    -- Empty: it is a file.
    url text NOT NULL,
    added_at timestamptz NOT NULL
);
CREATE INDEX documents_of_cohort ON documents (cohort_id, added_at);
CREATE INDEX documents_of_participant ON documents (participant_id) WHERE participant_id IS NOT NULL;

-- Places given up by those who had them, until staff have taken note.
CREATE TABLE given_up (
    participant_id uuid PRIMARY KEY REFERENCES participants ON DELETE CASCADE,
    at timestamptz NOT NULL,
    reason text NOT NULL,
    noted_at timestamptz
);
