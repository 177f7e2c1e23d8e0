-- The directory of organisations, under which names people find them, and which registrations come from them.

CREATE TABLE organisations (
    id uuid PRIMARY KEY,
    name text NOT NULL CONSTRAINT organisations_named CHECK (name <> ''),
    native_name text NOT NULL,
    native_name_language text NOT NULL,
    -- Other ways in which people write it.
    aliases text[] NOT NULL,
    type text NOT NULL
        CONSTRAINT organisations_type CHECK (type IN ('city', 'corporation', 'institution', 'mou_partner', 'other')),
    country text NOT NULL,
    city text NOT NULL,
    region text NOT NULL,
    networks text[] NOT NULL,
    website text NOT NULL,
    note text NOT NULL,
    -- A former member is offered to nobody any more and stays in old registrations.
    active boolean NOT NULL,
    -- Rises with every change; training is told of each.
    revision bigint NOT NULL,
    -- The name as names are compared (domain/organisation.py); the order of lists.
    folded text NOT NULL,
    created_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX organisations_in_order ON organisations (folded, id);

-- Every name an organisation goes by, as names are compared: written anew with the organisation.
CREATE TABLE organisation_names (
    organisation_id uuid NOT NULL REFERENCES organisations ON DELETE CASCADE,
    folded text NOT NULL,
    country text NOT NULL,
    CONSTRAINT organisation_names_once UNIQUE (folded, country)
);
CREATE INDEX organisation_names_of ON organisation_names (organisation_id);

-- What somebody uploaded and looks at before it is imported; deleted after a day.
CREATE TABLE organisation_uploads (
    id uuid PRIMARY KEY,
    filename text NOT NULL,
    content bytea NOT NULL,
    created_at timestamptz NOT NULL,
    -- How many organisations were written; null until the import is confirmed.
    imported int
);

-- What people write as their organisation, as names are compared, and the one of the directory that this is.
ALTER TABLE registrations
    ADD COLUMN organisation_key text NOT NULL DEFAULT '',
    ADD COLUMN organisation_id uuid REFERENCES organisations;
UPDATE registrations
SET organisation_key = lower(normalize(btrim(regexp_replace(participant ->> 'organisation', '\s+', ' ', 'g')), NFKC));
CREATE INDEX registrations_by_organisation ON registrations (organisation_id) WHERE organisation_id IS NOT NULL;
CREATE INDEX registrations_without_organisation ON registrations (organisation_key)
    WHERE organisation_id IS NULL AND organisation_key <> '';
