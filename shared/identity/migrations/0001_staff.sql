-- Staff accounts, how they sign in, and who changed what. Used by every service, in each its own transactions;
-- so every table is named with its schema in statements.

CREATE TABLE staff (
    id uuid PRIMARY KEY,
    email text NOT NULL CONSTRAINT staff_email_key UNIQUE CHECK (email = lower(email)),
    name text NOT NULL,
    role text NOT NULL CONSTRAINT staff_role CHECK (role IN ('admin', 'organizer', 'trainer', 'checkin', 'viewer')),
    created_at timestamptz NOT NULL,
    disabled_at timestamptz
);

-- Of everything that opens a door only the SHA-256 is kept: whoever reads this database cannot walk in.
CREATE TABLE sign_in_links (
    secret_hash bytea PRIMARY KEY,
    staff_id uuid NOT NULL REFERENCES staff,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX sign_in_links_expires_at ON sign_in_links (expires_at);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    secret_hash bytea NOT NULL CONSTRAINT sessions_secret_hash_key UNIQUE,
    staff_id uuid NOT NULL REFERENCES staff,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE api_tokens (
    id uuid PRIMARY KEY,
    secret_hash bytea NOT NULL CONSTRAINT api_tokens_secret_hash_key UNIQUE,
    name text NOT NULL,
    role text NOT NULL CONSTRAINT api_tokens_role CHECK (role IN ('admin', 'organizer', 'trainer', 'checkin', 'viewer')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz
);

-- Only ever added to: the services' roles may not change or delete a line.
CREATE TABLE audit (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    old jsonb,
    new jsonb
);
CREATE INDEX audit_subject ON audit (subject, at);
