-- Signing in by a code or link that was mailed: for staff, and for anyone with a registration to what is theirs.

-- A session belongs to an address that was proven; staff is who has an account with it.
ALTER TABLE sessions ADD COLUMN email text CHECK (email = lower(email));
UPDATE sessions SET email = staff.email FROM staff WHERE staff.id = sessions.staff_id;
ALTER TABLE sessions ALTER COLUMN email SET NOT NULL;
ALTER TABLE sessions DROP COLUMN staff_id;
CREATE INDEX sessions_email ON sessions (email) WHERE revoked_at IS NULL;

-- One row for every time a code was asked for, also for addresses that nobody here has: the answer is the same.
CREATE TABLE sign_in_codes (
    id uuid PRIMARY KEY,
    email text NOT NULL CHECK (email = lower(email)),
    -- Keyed with the system's secret: a million codes are soon tried against a plain hash.
    code_hash bytea NOT NULL,
    secret_hash bytea NOT NULL CONSTRAINT sign_in_codes_secret_hash_key UNIQUE,
    tries int NOT NULL DEFAULT 0 CONSTRAINT sign_in_codes_tries CHECK (tries >= 0),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX sign_in_codes_expires_at ON sign_in_codes (expires_at);
