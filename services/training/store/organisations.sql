-- name: put_organisation
-- Only what is newer than what is known.
INSERT INTO organisations (
    id, revision, name, native_name, native_name_language, type, country, region, networks, active
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (id) DO UPDATE SET
    revision = EXCLUDED.revision, name = EXCLUDED.name, native_name = EXCLUDED.native_name,
    native_name_language = EXCLUDED.native_name_language, type = EXCLUDED.type, country = EXCLUDED.country,
    region = EXCLUDED.region, networks = EXCLUDED.networks, active = EXCLUDED.active
WHERE organisations.revision < EXCLUDED.revision

-- name: active_organisations
SELECT id, name, native_name, native_name_language, type, country, region FROM organisations
WHERE active ORDER BY lower(name), id

-- name: organisation_by_id
SELECT id, name, native_name, native_name_language, type, country, region FROM organisations WHERE id = $1 AND active
