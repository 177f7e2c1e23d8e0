-- Surveys. Who was asked and what was answered are two tables without anything in common: docs/decisions/0012.

-- Questions to take into surveys. A change makes the next version; what a survey took stays as it was.
CREATE TABLE bank_questions (
    key text NOT NULL,
    version int NOT NULL CONSTRAINT bank_questions_version CHECK (version > 0),
    -- domain/surveys/questions.py
    question jsonb NOT NULL,
    tags text[] NOT NULL DEFAULT '{}',
    retired_at timestamptz,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (key, version)
);

-- The same people asked before and after. The key that makes their pseudonyms, sealed; null once it was destroyed.
CREATE TABLE survey_pairs (
    id uuid PRIMARY KEY,
    sealed_key bytea
);

CREATE TABLE surveys (
    id uuid PRIMARY KEY,
    -- What it is about: a session of a cohort, a cohort, or an event.
    cohort_id uuid REFERENCES cohorts,
    session_id uuid REFERENCES sessions,
    activity_key text REFERENCES activities,
    template text NOT NULL,
    title jsonb NOT NULL,
    intro jsonb NOT NULL,
    languages text[] NOT NULL CONSTRAINT surveys_languages CHECK (cardinality(languages) > 0),
    items jsonb NOT NULL CONSTRAINT surveys_items CHECK (jsonb_typeof(items) = 'array'),
    anonymous boolean NOT NULL,
    -- Of answers before anything is shown.
    minimum int NOT NULL CONSTRAINT surveys_minimum CHECK (minimum >= 3),
    schedule jsonb NOT NULL,
    state text NOT NULL CONSTRAINT surveys_state CHECK (state IN ('draft', 'ready', 'open', 'closed')),
    opens_at timestamptz,
    closes_at timestamptz,
    pair_id uuid REFERENCES survey_pairs,
    pair_role text NOT NULL DEFAULT '' CONSTRAINT surveys_pair_role CHECK (pair_role IN ('', 'before', 'after')),
    -- Revokes the code for the room.
    link_version int NOT NULL DEFAULT 0,
    revision bigint NOT NULL DEFAULT nextval('revisions'),
    created_at timestamptz NOT NULL,
    CONSTRAINT surveys_about CHECK ((cohort_id IS NULL) <> (activity_key IS NULL) AND (session_id IS NULL OR cohort_id IS NOT NULL)),
    CONSTRAINT surveys_paired CHECK ((pair_id IS NULL) = (pair_role = '')),
    CONSTRAINT surveys_pair_once UNIQUE (pair_id, pair_role),
    CONSTRAINT surveys_span CHECK ((opens_at IS NULL) = (closes_at IS NULL) AND (opens_at IS NULL OR opens_at < closes_at)),
    CONSTRAINT surveys_open_has_span CHECK (state NOT IN ('open', 'closed') OR opens_at IS NOT NULL)
);
CREATE INDEX surveys_of_cohort ON surveys (cohort_id) WHERE cohort_id IS NOT NULL;
CREATE INDEX surveys_of_session ON surveys (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX surveys_of_activity ON surveys (activity_key) WHERE activity_key IS NOT NULL;
CREATE INDEX surveys_due ON surveys (opens_at, closes_at) WHERE state IN ('ready', 'open');

-- Who is asked, and whether they answered: no time of it, here or anywhere.
CREATE TABLE survey_invitations (
    id uuid PRIMARY KEY,
    survey_id uuid NOT NULL REFERENCES surveys ON DELETE CASCADE,
    -- A participant of the cohort, or a registration of the event.
    person_id uuid NOT NULL,
    answered boolean NOT NULL DEFAULT false,
    -- How many reminders went out.
    reminded int NOT NULL DEFAULT 0,
    link_version int NOT NULL DEFAULT 0,
    CONSTRAINT survey_invitations_once UNIQUE (survey_id, person_id)
);
CREATE INDEX survey_invitations_of_person ON survey_invitations (person_id);

-- Answers to anonymous surveys that were not mixed yet, sealed with a key that is not in the database, each padded to
-- the same steps of length. Written in the transaction that marks the invitation as answered.
CREATE TABLE survey_box (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    survey_id uuid NOT NULL REFERENCES surveys ON DELETE CASCADE,
    sealed bytea NOT NULL
);
CREATE INDEX survey_box_of_survey ON survey_box (survey_id);

-- What may be seen. Anonymous ones come here from the box, in blocks, in no order, with a new id each.
CREATE TABLE survey_responses (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    survey_id uuid NOT NULL REFERENCES surveys ON DELETE CASCADE,
    answers jsonb NOT NULL CONSTRAINT survey_responses_answers CHECK (jsonb_typeof(answers) = 'object'),
    -- Joins the two surveys of a pair.
    pseudonym text NOT NULL DEFAULT '',
    -- Of named surveys only.
    invitation_id uuid CONSTRAINT survey_responses_once UNIQUE REFERENCES survey_invitations ON DELETE CASCADE
);
CREATE INDEX survey_responses_of_survey ON survey_responses (survey_id);

-- What was written, each alone: no two of one person can be joined, unless the survey is named.
CREATE TABLE survey_words (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    survey_id uuid NOT NULL REFERENCES surveys ON DELETE CASCADE,
    item_key text NOT NULL,
    text text NOT NULL,
    tags text[] NOT NULL DEFAULT '{}',
    -- Chosen for the report.
    quote boolean NOT NULL DEFAULT false,
    response_id uuid REFERENCES survey_responses ON DELETE CASCADE
);
CREATE INDEX survey_words_of_survey ON survey_words (survey_id, item_key);
