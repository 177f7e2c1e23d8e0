-- Keys that certificates are signed with. The public halves stay for ever: old certificates are checked with them.
CREATE TABLE credential_keys (
    -- Its address, and that of the issuer it signs for, as credentials name them: neither follows a move to another host.
    method text PRIMARY KEY,
    controller text NOT NULL,
    multibase text NOT NULL,
    -- The private half, sealed with WEGO_SECRET_KEY; gone once the key is retired.
    sealed bytea,
    created_at timestamptz NOT NULL,
    retired_at timestamptz,
    CONSTRAINT credential_keys_retired CHECK ((sealed IS NULL) = (retired_at IS NOT NULL))
);
CREATE UNIQUE INDEX credential_keys_one_signs ON credential_keys ((true)) WHERE retired_at IS NULL;

-- A place in a published list of bits for each certificate: set once it holds no more. The place tells nothing of the certificate.
CREATE TABLE credential_statuses (
    list int NOT NULL,
    position int NOT NULL CONSTRAINT credential_statuses_position CHECK (position BETWEEN 0 AND 131071),
    certificate_id uuid NOT NULL CONSTRAINT credential_statuses_one_each UNIQUE,
    ended_at timestamptz,
    PRIMARY KEY (list, position)
);
