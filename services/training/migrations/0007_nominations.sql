-- Calls for nominations, the coordinators of organisations, whom they nominate, and files.

CREATE TABLE calls (
    cohort_id uuid PRIMARY KEY REFERENCES cohorts ON DELETE CASCADE,
    -- The wall clock in the host's zone is the truth; the instants are derived from it.
    opens timestamp NOT NULL,
    closes timestamp NOT NULL,
    timezone text NOT NULL,
    opens_at timestamptz NOT NULL,
    closes_at timestamptz NOT NULL,
    text text NOT NULL,
    -- domain/call.py: Question, Criterion, Quota.
    questions jsonb NOT NULL CONSTRAINT calls_questions CHECK (jsonb_typeof(questions) = 'array'),
    criteria jsonb NOT NULL CONSTRAINT calls_criteria CHECK (jsonb_typeof(criteria) = 'array'),
    quotas jsonb NOT NULL CONSTRAINT calls_quotas CHECK (jsonb_typeof(quotas) = 'array'),
    -- How many one organisation may nominate; 0: as many as it likes.
    per_organisation int NOT NULL,
    -- How many days somebody has to accept an offer.
    accept_days int NOT NULL,
    -- For a change that was begun before another one was kept.
    revision int NOT NULL DEFAULT 1,
    CONSTRAINT calls_span CHECK (opens < closes AND opens_at < closes_at),
    CONSTRAINT calls_numbers CHECK (per_organisation >= 0 AND accept_days > 0)
);
CREATE INDEX calls_closing ON calls (closes_at);

-- Who nominates for an organisation.
CREATE TABLE coordinators (
    id uuid PRIMARY KEY,
    email text NOT NULL CONSTRAINT coordinators_email CHECK (email = lower(email)),
    name text NOT NULL,
    language text NOT NULL,
    timezone text NOT NULL,
    -- The organisation of the directory. Not known while somebody asks for one that is not there: then as they wrote it.
    organisation_id uuid REFERENCES organisations,
    asked_name text NOT NULL,
    asked_country text NOT NULL,
    state text NOT NULL
        CONSTRAINT coordinators_state CHECK (state IN ('asked', 'approved', 'refused', 'untied')),
    -- The cohort whose call they came by; the mail of their approval leads back to it.
    cohort_id uuid REFERENCES cohorts,
    asked_at timestamptz NOT NULL,
    decided_at timestamptz,
    CONSTRAINT coordinators_tied CHECK (state <> 'approved' OR organisation_id IS NOT NULL),
    CONSTRAINT coordinators_decided CHECK ((state = 'asked') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX coordinators_once ON coordinators (email, organisation_id) WHERE organisation_id IS NOT NULL;
-- One question at a time.
CREATE UNIQUE INDEX coordinators_ask_once ON coordinators (email) WHERE state = 'asked';
CREATE INDEX coordinators_of_organisation ON coordinators (organisation_id) WHERE state = 'approved';

CREATE TABLE nominations (
    id uuid PRIMARY KEY,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    organisation_id uuid NOT NULL REFERENCES organisations,
    -- domain/nomination.py has the steps from one to the other.
    state text NOT NULL CONSTRAINT nominations_state CHECK (state IN (
        'draft', 'submitted', 'confirmed', 'shortlisted', 'offered', 'accepted', 'declined', 'lapsed', 'reserve',
        'not_selected', 'withdrawn'
    )),
    -- Of the official, as far as a draft has it.
    email text NOT NULL,
    official jsonb NOT NULL,
    department text NOT NULL,
    city text NOT NULL,
    country text NOT NULL,
    motivation text NOT NULL,
    -- Answers to the questions of the call by their keys.
    answers jsonb NOT NULL,
    signatory_name text NOT NULL,
    signatory_title text NOT NULL,
    -- Who wrote it last: gets the receipt, and the answer.
    coordinator_id uuid NOT NULL REFERENCES coordinators,
    -- Revokes the link of the nominee.
    link_version int NOT NULL DEFAULT 0,
    revision bigint NOT NULL DEFAULT nextval('revisions'),
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    submitted_at timestamptz,
    -- When the official confirmed their own data.
    confirmed_at timestamptz,
    forgotten_at timestamptz,
    CONSTRAINT nominations_submitted CHECK (state = 'draft' OR (submitted_at IS NOT NULL AND email <> ''))
);
-- One official once, whoever nominates them. Drafts are nobody else's business.
CREATE UNIQUE INDEX nominations_once ON nominations (cohort_id, lower(email)) WHERE state NOT IN ('draft', 'withdrawn');
CREATE INDEX nominations_of_cohort ON nominations (cohort_id, state);
CREATE INDEX nominations_of_organisation ON nominations (organisation_id, cohort_id);
CREATE INDEX nominations_by_person ON nominations (lower(email)) WHERE email <> '';

-- What stands in files/, each under its id. A row without a file, and a file without a row, are cleaned.
CREATE TABLE files (
    id uuid PRIMARY KEY,
    -- "nomination:<uuid>": the row that has it, and what it is there, such as "cv".
    owner text NOT NULL,
    kind text NOT NULL,
    -- As the person's computer had it, less any path. Never a name on this machine.
    name text NOT NULL,
    size bigint NOT NULL CONSTRAINT files_size CHECK (size > 0),
    sha256 bytea NOT NULL,
    -- As its content says.
    media_type text NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamptz NOT NULL,
    delete_after timestamptz NOT NULL,
    CONSTRAINT files_one_of_a_kind UNIQUE (owner, kind)
);
CREATE INDEX files_deleted ON files (delete_after);

-- First answers to requests that may come twice.
CREATE TABLE idempotency_keys (
    scope text NOT NULL,
    key text NOT NULL,
    body_sha256 bytea NOT NULL,
    answer jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
