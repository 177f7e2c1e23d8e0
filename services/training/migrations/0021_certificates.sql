-- Certificates of cohorts and of events: their rules and design, what is said of each person, and what was issued.
-- An occasion is what they are for: "cohort:<uuid>", or "event:<uuid>" as registration names it.

CREATE TABLE certificate_setups (
    occasion text PRIMARY KEY,
    -- domain/certificates/rules.py; the share of minutes is the cohort's own rule.
    rules jsonb NOT NULL DEFAULT '{}',
    -- domain/certificates/design.py: languages, wording, signatories, logos, number pattern.
    design jsonb NOT NULL DEFAULT '{}',
    changed_at timestamptz NOT NULL
);

-- Pictures, by their content: what was printed once stays, whatever is printed later.
CREATE TABLE certificate_logos (
    sha256 bytea PRIMARY KEY,
    media_type text NOT NULL,
    content bytea NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT certificate_logos_size CHECK (octet_length(content) <= 500000)
);

-- What is said of one person towards a certificate.
CREATE TABLE certificate_people (
    occasion text NOT NULL,
    -- The place in the cohort, or the registration for the event.
    person_id uuid NOT NULL,
    assessment text NOT NULL DEFAULT ''
        CONSTRAINT certificate_people_assessment CHECK (assessment IN ('', 'passed', 'failed')),
    exception text NOT NULL DEFAULT ''
        CONSTRAINT certificate_people_exception CHECK (exception IN ('', 'granted', 'refused')),
    reason text NOT NULL DEFAULT '',
    -- The names as the person confirmed them: domain/certificates/names.py.
    names jsonb,
    confirmed_at timestamptz,
    -- A correction of a certificate that was issued, which staff have not decided yet.
    asked jsonb,
    asked_at timestamptz,
    -- When they were last mailed to confirm their name.
    invited_at timestamptz,
    link_version int NOT NULL DEFAULT 0,
    PRIMARY KEY (occasion, person_id),
    CONSTRAINT certificate_people_reason CHECK ((exception = '') = (reason = '')),
    CONSTRAINT certificate_people_confirmed CHECK ((names IS NULL) = (confirmed_at IS NULL)),
    CONSTRAINT certificate_people_asked CHECK ((asked IS NULL) = (asked_at IS NULL))
);
CREATE INDEX certificate_people_by_person ON certificate_people (person_id);

-- The last serial of each series of numbers, taken in the transaction that issues: so none is left out.
CREATE TABLE certificate_series (
    series text PRIMARY KEY,
    last int NOT NULL
);

-- One for each person and occasion, for ever: its id is the credential's.
CREATE TABLE awards (
    id uuid PRIMARY KEY,
    occasion text NOT NULL,
    person_id uuid NOT NULL,
    series text NOT NULL,
    serial int NOT NULL CONSTRAINT awards_serial CHECK (serial > 0),
    awarded_on date NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT awards_one_each UNIQUE (occasion, person_id),
    CONSTRAINT awards_serial_once UNIQUE (series, serial)
);
CREATE INDEX awards_by_person ON awards (person_id);

-- A certificate as it was issued. Another one of the same award takes its place; none is ever changed.
CREATE TABLE certificates (
    id uuid PRIMARY KEY,
    award_id uuid NOT NULL REFERENCES awards,
    version int NOT NULL CONSTRAINT certificates_version CHECK (version > 0),
    -- As printed, and as it is looked for: without blanks and dashes, in capitals.
    number text NOT NULL,
    lookup text NOT NULL CONSTRAINT certificates_lookup UNIQUE,
    state text NOT NULL CONSTRAINT certificates_state CHECK (state IN ('valid', 'superseded', 'revoked')),
    -- Everything that is printed: domain/certificates/snapshot.py.
    snapshot jsonb NOT NULL,
    -- The signed credential, null for one that was issued without.
    credential jsonb,
    -- Of the PDF as it was rendered when it was issued.
    pdf_sha256 bytea NOT NULL,
    email text NOT NULL,
    issued_at timestamptz NOT NULL,
    issued_by text NOT NULL,
    -- When it was superseded or revoked; the reasons for the public, and for staff alone.
    ended_at timestamptz,
    ended_by text NOT NULL DEFAULT '',
    public_reason text NOT NULL DEFAULT '',
    internal_reason text NOT NULL DEFAULT '',
    CONSTRAINT certificates_versions UNIQUE (award_id, version),
    CONSTRAINT certificates_ended CHECK ((state = 'valid') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX certificates_one_valid ON certificates (award_id) WHERE state = 'valid';
CREATE INDEX certificates_newest ON certificates (issued_at DESC, id);

-- One act of issuing, and the people it still has to serve: the worker takes them from here.
CREATE TABLE certificate_runs (
    id uuid PRIMARY KEY,
    occasion text NOT NULL,
    actor text NOT NULL,
    total int NOT NULL,
    done int NOT NULL DEFAULT 0,
    failed int NOT NULL DEFAULT 0,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    CONSTRAINT certificate_runs_counts CHECK (done + failed <= total)
);
CREATE INDEX certificate_runs_of_occasion ON certificate_runs (occasion, started_at DESC);

CREATE TABLE certificate_orders (
    occasion text NOT NULL,
    person_id uuid NOT NULL,
    run_id uuid NOT NULL REFERENCES certificate_runs,
    position int NOT NULL,
    -- Why it could not be issued; empty while it waits.
    problem text NOT NULL DEFAULT '',
    -- Nobody has two orders at once.
    PRIMARY KEY (occasion, person_id)
);
CREATE INDEX certificate_orders_waiting ON certificate_orders (run_id, position) WHERE problem = '';
