-- Attendance: the ledger of marks, check-ins by code, excuses asked for in advance.

-- Only ever added to. What holds is folded from the marks (domain/attendance.py), never stored beside them.
CREATE TABLE marks (
    -- Made by the device: a mark that is sent again is the same mark.
    client_id uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions,
    participant_id uuid NOT NULL REFERENCES participants,
    state text NOT NULL
        CONSTRAINT marks_state CHECK (state IN ('present', 'late', 'left_early', 'excused', 'absent', 'unmarked')),
    late_minutes int NOT NULL,
    left_minutes int NOT NULL,
    -- Marks of the same person and session; one may still be on its way from another device.
    replaces uuid[] NOT NULL,
    source text NOT NULL CONSTRAINT marks_source CHECK (source IN ('board', 'self', 'desk', 'excuse')),
    -- staff:ID, token:ID, link (the trainers' link of the cohort) or self.
    actor text NOT NULL,
    -- Their name, as the ledger shows it; empty for the person themselves.
    by text NOT NULL,
    device_id uuid,
    claimed_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    why text NOT NULL,
    CONSTRAINT marks_minutes CHECK (
        (state = 'late') = (late_minutes > 0) AND late_minutes >= 0 AND left_minutes >= 0
        AND (state = 'left_early' OR state = 'late' OR left_minutes = 0)
        AND (state <> 'left_early' OR left_minutes > 0)
    )
);
CREATE INDEX marks_of_session ON marks (session_id);
CREATE INDEX marks_of_participant ON marks (participant_id);

-- Nobody changes or takes away a mark, whatever a statement says. Only who made it, and why, is forgotten in time.
CREATE FUNCTION marks_only_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        OLD.actor := '';
        OLD.by := '';
        OLD.why := '';
        OLD.device_id := NULL;
        IF NEW = OLD THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'marks are only added, never changed or deleted' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER marks_only_grow BEFORE UPDATE OR DELETE ON marks FOR EACH ROW EXECUTE FUNCTION marks_only_grow();
CREATE TRIGGER marks_are_kept BEFORE TRUNCATE ON marks FOR EACH STATEMENT EXECUTE FUNCTION marks_only_grow();

-- From which telephone or computer marks came, as it described itself.
CREATE TABLE devices (
    id uuid PRIMARY KEY,
    cohort_id uuid NOT NULL REFERENCES cohorts,
    name text NOT NULL,
    kind text NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL
);

-- One check-in for a personal link and a session.
CREATE TABLE check_ins (
    session_id uuid NOT NULL REFERENCES sessions,
    participant_id uuid NOT NULL REFERENCES participants,
    at timestamptz NOT NULL,
    PRIMARY KEY (session_id, participant_id)
);

-- Wrong codes typed for a session through one personal link.
CREATE TABLE code_tries (
    session_id uuid NOT NULL REFERENCES sessions,
    participant_id uuid NOT NULL REFERENCES participants,
    wrong int NOT NULL DEFAULT 0,
    PRIMARY KEY (session_id, participant_id)
);

-- Asked for in advance; approved, each session gets a mark.
CREATE TABLE excuses (
    id uuid PRIMARY KEY,
    participant_id uuid NOT NULL REFERENCES participants,
    session_id uuid NOT NULL REFERENCES sessions,
    reason text NOT NULL,
    state text NOT NULL DEFAULT 'asked' CONSTRAINT excuses_state CHECK (state IN ('asked', 'approved', 'refused')),
    asked_at timestamptz NOT NULL,
    decided_at timestamptz,
    decided_by text NOT NULL DEFAULT '',
    CONSTRAINT excuses_once UNIQUE (participant_id, session_id),
    CONSTRAINT excuses_decided CHECK ((state = 'asked') = (decided_at IS NULL))
);
CREATE INDEX excuses_of_session ON excuses (session_id);
