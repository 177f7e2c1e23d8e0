-- What people and the desk were told of attendance, so that only changes are.

CREATE TABLE attendance_told (
    participant_id uuid PRIMARY KEY REFERENCES participants ON DELETE CASCADE,
    -- Their own page says that it is getting close.
    close boolean NOT NULL,
    -- They were written to, because what the course asks for can no longer be reached.
    out_of_reach boolean NOT NULL
);

CREATE TABLE attendance_looks (
    cohort_id uuid PRIMARY KEY REFERENCES cohorts ON DELETE CASCADE,
    looked_at timestamptz NOT NULL,
    -- How many stand on the desk.
    excuses int NOT NULL DEFAULT 0,
    conflicts int NOT NULL DEFAULT 0,
    risk int NOT NULL DEFAULT 0
);
