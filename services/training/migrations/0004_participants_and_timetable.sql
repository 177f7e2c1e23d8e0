-- Who takes part in a cohort, and its timetable: groups, trainers, sessions.

-- Revisions rise across participants, trainers and sessions, so that what comes again is always newer than before.
CREATE SEQUENCE revisions;

-- What a cohort has of its own; null: as its programme says. Cohorts of a file keep these null until a person says more.
ALTER TABLE cohorts
    ADD COLUMN host_city text,
    ADD COLUMN country text,
    ADD COLUMN partners text[],
    ADD COLUMN seats_from int,
    ADD COLUMN seats_to int,
    -- The language it is held in (BCP 47).
    ADD COLUMN language text NOT NULL DEFAULT 'en',
    -- domain/rules.py: what it takes to complete it.
    ADD COLUMN rules jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN timetable_published boolean NOT NULL DEFAULT false,
    -- When the changes that people are still to be told of have been quiet for long enough; null: none wait.
    ADD COLUMN changes_due_at timestamptz,
    -- Revokes the one link of all its trainers.
    ADD COLUMN trainer_link_version int NOT NULL DEFAULT 0,
    ADD CONSTRAINT cohorts_own_seats CHECK (
        (seats_from IS NULL) = (seats_to IS NULL) AND (seats_from IS NULL OR (0 <= seats_from AND seats_from <= seats_to))
    ),
    ADD CONSTRAINT cohorts_own_place CHECK ((host_city IS NULL) = (country IS NULL));
CREATE INDEX cohorts_changes_due ON cohorts (changes_due_at) WHERE changes_due_at IS NOT NULL;

-- Parallel groups, in their order. A session without groups is for everyone.
CREATE TABLE cohort_groups (
    cohort_id uuid NOT NULL REFERENCES cohorts ON DELETE CASCADE,
    key text NOT NULL,
    name text NOT NULL,
    position int NOT NULL,
    PRIMARY KEY (cohort_id, key)
);

-- Who has a place. How they came by it is told by nominations.
CREATE TABLE participants (
    id uuid PRIMARY KEY,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    status text NOT NULL CONSTRAINT participants_status CHECK (status IN ('confirmed', 'withdrawn')),
    email text NOT NULL,
    -- Name, form of address, language and what else is told of the person: domain/participant.py, Official.
    official jsonb NOT NULL,
    organisation text NOT NULL,
    -- The organisation of the directory, where it is known.
    organisation_id uuid,
    city text NOT NULL,
    country text NOT NULL,
    group_key text,
    link_version int NOT NULL DEFAULT 0,
    revision bigint NOT NULL DEFAULT nextval('revisions'),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    -- When the person was taken out of it, five years after the course; what is counted stays.
    forgotten_at timestamptz,
    CONSTRAINT participants_group FOREIGN KEY (cohort_id, group_key) REFERENCES cohort_groups (cohort_id, key)
);
-- One place for a person: who withdraws and comes again has the same row.
CREATE UNIQUE INDEX participants_one_per_person ON participants (cohort_id, lower(email));
CREATE INDEX participants_of_cohort ON participants (cohort_id, status);
CREATE INDEX participants_by_person ON participants (lower(email));

CREATE TABLE trainers (
    id uuid PRIMARY KEY,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    name text NOT NULL,
    native_name text NOT NULL,
    native_name_language text NOT NULL,
    -- Empty where it is not known: then nothing is mailed.
    email text NOT NULL,
    organisation text NOT NULL,
    -- Revokes the address of the trainer's calendar.
    link_version int NOT NULL DEFAULT 0,
    revision bigint NOT NULL DEFAULT nextval('revisions'),
    forgotten_at timestamptz
);
CREATE UNIQUE INDEX trainers_once ON trainers (cohort_id, lower(name));

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    -- Made once from the title and never changed.
    slug text NOT NULL,
    module text NOT NULL,
    kind text NOT NULL CONSTRAINT sessions_kind
        CHECK (kind IN ('lecture', 'workshop', 'study_visit', 'technical_tour', 'assessment', 'free')),
    title text NOT NULL,
    -- The wall clock in the zone is the truth; the instants are derived from it.
    starts timestamp NOT NULL,
    ends timestamp NOT NULL,
    timezone text NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    place text NOT NULL,
    join_url text NOT NULL,
    -- Keys of groups; none: everyone.
    groups text[] NOT NULL,
    mandatory boolean NOT NULL,
    description text NOT NULL,
    -- [{"title", "url"}]
    materials jsonb NOT NULL CONSTRAINT sessions_materials CHECK (jsonb_typeof(materials) = 'array'),
    cancelled_at timestamptz,
    revision bigint NOT NULL DEFAULT nextval('revisions'),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT sessions_slug UNIQUE (cohort_id, slug),
    CONSTRAINT sessions_span CHECK (starts < ends AND starts_at < ends_at)
);
CREATE INDEX sessions_in_order ON sessions (cohort_id, starts_at, id);

CREATE TABLE session_trainers (
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    trainer_id uuid NOT NULL CONSTRAINT session_trainers_teaches REFERENCES trainers,
    PRIMARY KEY (session_id, trainer_id)
);
CREATE INDEX session_trainers_of_trainer ON session_trainers (trainer_id);

-- What people were told of a session before it changed, until they are told the change; null: it is new to them.
CREATE TABLE session_changes (
    session_id uuid PRIMARY KEY REFERENCES sessions ON DELETE CASCADE,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    told jsonb
);
CREATE INDEX session_changes_of_cohort ON session_changes (cohort_id);

-- Which cohorts a trainer with an account may work on. The account itself is in the identity schema.
CREATE TABLE cohort_staff (
    staff_id uuid NOT NULL,
    cohort_id uuid NOT NULL REFERENCES cohorts ON DELETE CASCADE,
    PRIMARY KEY (staff_id, cohort_id)
);
CREATE INDEX cohort_staff_of_cohort ON cohort_staff (cohort_id);
