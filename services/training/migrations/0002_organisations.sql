-- The directory of member organisations, as registration tells it.

CREATE TABLE organisations (
    id uuid PRIMARY KEY,
    -- Of registration; only a greater one is applied.
    revision bigint NOT NULL,
    name text NOT NULL,
    native_name text NOT NULL,
    native_name_language text NOT NULL,
    type text NOT NULL,
    country text NOT NULL,
    region text NOT NULL,
    networks text[] NOT NULL,
    active boolean NOT NULL
);
CREATE INDEX organisations_by_name ON organisations (lower(name), id) WHERE active;
