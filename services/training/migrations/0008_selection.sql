-- Who scores nominations, what they say, whom the secretariat chose, and the offers that come of it.

CREATE TABLE reviewers (
    cohort_id uuid NOT NULL REFERENCES cohorts ON DELETE CASCADE,
    -- An account of staff, in the identity schema; name and address as they were when it was added.
    staff_id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    -- Where they have an interest; empty: nowhere.
    organisation text NOT NULL,
    city text NOT NULL,
    PRIMARY KEY (cohort_id, staff_id)
);

CREATE TABLE reviews (
    cohort_id uuid NOT NULL,
    nomination_id uuid NOT NULL REFERENCES nominations ON DELETE CASCADE,
    reviewer_id uuid NOT NULL,
    -- By the keys of the call's criteria.
    scores jsonb NOT NULL CONSTRAINT reviews_scores CHECK (jsonb_typeof(scores) = 'object'),
    comment text NOT NULL,
    recused boolean NOT NULL,
    -- When every criterion had its score; null: not yet, or they do not score this one.
    done_at timestamptz,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (nomination_id, reviewer_id),
    CONSTRAINT reviews_recused CHECK (NOT recused OR (done_at IS NULL AND scores = '{}')),
    CONSTRAINT reviews_reviewer FOREIGN KEY (cohort_id, reviewer_id) REFERENCES reviewers
);
CREATE INDEX reviews_of_reviewer ON reviews (cohort_id, reviewer_id);

CREATE TABLE selections (
    cohort_id uuid PRIMARY KEY REFERENCES cohorts ON DELETE CASCADE,
    -- Ids of nominations in their order. What became of each stands with the nomination.
    chosen uuid[] NOT NULL,
    reserve uuid[] NOT NULL,
    -- How many seats are filled again when they become free.
    seats int NOT NULL CONSTRAINT selections_seats CHECK (seats >= 0),
    -- For a change that was begun before another one was kept.
    revision int NOT NULL,
    published_at timestamptz,
    -- Who decided it, as in the audit trail.
    decided_by text NOT NULL,
    CONSTRAINT selections_decided CHECK ((published_at IS NULL) = (decided_by = ''))
);

-- The counts of a cohort that stand on the desk, so that only changes are told.
CREATE TABLE selection_told (
    cohort_id uuid NOT NULL REFERENCES cohorts ON DELETE CASCADE,
    kind text NOT NULL,
    count int NOT NULL,
    PRIMARY KEY (cohort_id, kind)
);

CREATE TABLE offers (
    id uuid PRIMARY KEY,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    nomination_id uuid NOT NULL REFERENCES nominations,
    -- The last day in the host's zone is the truth; the instant after it is derived.
    accept_by date NOT NULL,
    timezone text NOT NULL,
    ends_at timestamptz NOT NULL,
    sent_at timestamptz NOT NULL,
    reminded_at timestamptz,
    outcome text CONSTRAINT offers_outcome CHECK (outcome IN ('accepted', 'declined', 'lapsed', 'withdrawn')),
    answered_at timestamptz,
    -- The place that came of it.
    participant_id uuid REFERENCES participants,
    -- Why somebody declined, in their words.
    reason text NOT NULL DEFAULT '',
    CONSTRAINT offers_answered CHECK ((outcome IS NULL) = (answered_at IS NULL))
);
-- One offer at a time; who let one lapse may get another.
CREATE UNIQUE INDEX offers_open_once ON offers (nomination_id) WHERE outcome IS NULL;
CREATE INDEX offers_of_cohort ON offers (cohort_id, sent_at);
