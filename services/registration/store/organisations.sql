-- name: lock_directory
-- Who changes the directory waits here for another change: names are then compared with what stands.
SELECT pg_advisory_xact_lock(hashtext('wego directory'))

-- name: organisations
-- Null and empty choose all; $1 are the words looked for. $7 names the column of the order, $8 turns it round.
WITH chosen AS (
    SELECT o.*,
        CASE WHEN $7::text = 'registered' THEN (
            SELECT count(*) FROM registrations r WHERE r.organisation_id = o.id AND r.status <> 'cancelled'
        ) END AS many
    FROM organisations o
    WHERE NOT EXISTS (
            SELECT FROM jsonb_to_recordset($1::jsonb) AS word (pattern text, countries text[])
            WHERE o.country <> ALL(word.countries)
                AND o.search NOT LIKE word.pattern
        )
        AND ($2::text IS NULL OR o.type = $2)
        AND ($3::text = '' OR o.country = $3)
        AND ($4::text IS NULL OR o.region = $4)
        AND ($5::text = '' OR $5 = ANY(o.networks))
        AND ($6::boolean IS NULL OR o.active = $6)
), page AS (
    SELECT *,
        row_number() OVER (ORDER BY
            CASE WHEN NOT $8::boolean THEN ranked END, CASE WHEN $8 THEN ranked END DESC, folded, id) AS number
    FROM (
        SELECT *, CASE $7
            WHEN 'type' THEN type
            WHEN 'country' THEN country
            WHEN 'region' THEN region
            WHEN 'registered' THEN lpad(many::text, 20, '0')
            ELSE folded
        END AS ranked FROM chosen
    ) c
    ORDER BY number
    LIMIT $9 OFFSET $10
)
SELECT id, name, native_name, native_name_language, aliases, type, country, city, region, networks, website, note,
    active, revision,
    (SELECT count(*) FROM registrations r WHERE r.organisation_id = page.id AND r.status <> 'cancelled')::int
        AS registered
FROM page ORDER BY number

-- name: count_organisations
SELECT count(*) FROM organisations o
WHERE NOT EXISTS (
        SELECT FROM jsonb_to_recordset($1::jsonb) AS word (pattern text, countries text[])
        WHERE o.country <> ALL(word.countries)
            AND o.search NOT LIKE word.pattern
    )
    AND ($2::text IS NULL OR o.type = $2)
    AND ($3::text = '' OR o.country = $3)
    AND ($4::text IS NULL OR o.region = $4)
    AND ($5::text = '' OR $5 = ANY(o.networks))
    AND ($6::boolean IS NULL OR o.active = $6)

-- name: organisation_counts
-- Members and former ones, and the countries they are of.
SELECT count(*) FILTER (WHERE active)::int AS active, count(*) FILTER (WHERE NOT active)::int AS former,
    coalesce(array_agg(DISTINCT country), '{}') AS countries
FROM organisations

-- name: organisations_after
-- In the order of names, after that one; null at the beginning. What is looked for is as in `organisations`.
SELECT id, name, native_name, native_name_language, aliases, type, country, city, region, networks, website, note,
    active, revision
FROM organisations o
WHERE NOT EXISTS (
        SELECT FROM jsonb_to_recordset($1::jsonb) AS word (pattern text, countries text[])
        WHERE o.country <> ALL(word.countries)
            AND o.search NOT LIKE word.pattern
    )
    AND ($2::text IS NULL OR o.type = $2)
    AND ($3::text = '' OR o.country = $3)
    AND ($4::text IS NULL OR o.region = $4)
    AND ($5::text = '' OR $5 = ANY(o.networks))
    AND ($6::boolean IS NULL OR o.active = $6)
    AND ($7::text IS NULL OR (folded, id) > ($7, $8::uuid))
ORDER BY folded, id LIMIT $9

-- name: every_organisation
SELECT id, name, native_name, native_name_language, aliases, type, country, city, region, networks, website, note,
    active, revision
FROM organisations ORDER BY folded, id

-- name: organisations_of_country
SELECT id, name, native_name, native_name_language, aliases, type, country, city, region, networks, website, note,
    active, revision
FROM organisations WHERE country = $1 ORDER BY folded, id

-- name: organisation_by_id
SELECT id, name, native_name, native_name_language, aliases, type, country, city, region, networks, website, note,
    active, revision
FROM organisations WHERE id = $1

-- name: registrations_of_organisation
SELECT count(*) FROM registrations WHERE organisation_id = $1 AND status <> 'cancelled'

-- name: network_keys
SELECT key FROM networks ORDER BY key

-- name: write_organisations
INSERT INTO organisations (
    id, name, native_name, native_name_language, aliases, type, country, city, region, networks, website, note,
    active, revision, folded, search, created_at, changed_at
)
SELECT
    id, name, native_name, native_name_language, aliases, type, country, city, region, networks, website, note,
    active, revision, folded, search, $2, $2
FROM jsonb_populate_recordset(NULL::organisations, $1)
ON CONFLICT (id) DO UPDATE SET
    name = EXCLUDED.name, native_name = EXCLUDED.native_name, native_name_language = EXCLUDED.native_name_language,
    aliases = EXCLUDED.aliases, type = EXCLUDED.type, country = EXCLUDED.country, city = EXCLUDED.city,
    region = EXCLUDED.region, networks = EXCLUDED.networks, website = EXCLUDED.website, note = EXCLUDED.note,
    active = EXCLUDED.active, revision = EXCLUDED.revision, folded = EXCLUDED.folded, search = EXCLUDED.search,
    changed_at = EXCLUDED.changed_at

-- name: forget_names
DELETE FROM organisation_names WHERE organisation_id = ANY($1::uuid[])

-- name: write_names
INSERT INTO organisation_names (organisation_id, folded, country, search)
SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[])

-- name: match_registrations
-- Of those whose organisation was not known so far. Locked in the order in which others lock several.
UPDATE registrations r SET organisation_id = found.organisation_id
FROM (
    SELECT r.id, n.organisation_id
    FROM organisation_names n
    JOIN registrations r ON r.organisation_key = n.folded AND r.participant ->> 'country' = n.country
    WHERE n.organisation_id = ANY($1::uuid[]) AND r.organisation_id IS NULL AND r.organisation_key <> ''
    ORDER BY r.arrival FOR UPDATE OF r
) found
WHERE r.id = found.id

-- name: unmatched
-- The most frequent first.
SELECT organisation_key AS key, min(participant ->> 'organisation') AS written, participant ->> 'country' AS country,
    count(*)::int AS people
FROM registrations
WHERE organisation_id IS NULL AND organisation_key <> '' AND status <> 'cancelled'
GROUP BY organisation_key, participant ->> 'country'
ORDER BY people DESC, key, country LIMIT $1

-- name: offered
-- Names that begin with what was typed come first.
SELECT o.name, o.native_name, o.native_name_language, o.type, o.country
FROM organisations o
WHERE o.active AND EXISTS (
    SELECT FROM organisation_names n WHERE n.organisation_id = o.id AND n.search LIKE '%' || $1::text
)
ORDER BY o.search NOT LIKE $1, o.folded, o.id LIMIT $2

-- name: keep_upload
INSERT INTO organisation_uploads (id, filename, content, created_at) VALUES ($1, $2, $3, $4)

-- name: upload
SELECT filename, content, imported FROM organisation_uploads WHERE id = $1 AND created_at > $2

-- name: note_imported
UPDATE organisation_uploads SET imported = $2 WHERE id = $1 AND imported IS NULL

-- name: forget_uploads
DELETE FROM organisation_uploads WHERE created_at <= $1

-- name: organisation_of_key
SELECT body_sha256, (answer ->> 'id')::uuid AS id FROM idempotency_keys WHERE scope = 'organize/organisations' AND key = $1

-- name: keep_organisation_key
INSERT INTO idempotency_keys (scope, key, body_sha256, answer, created_at)
VALUES ('organize/organisations', $1, $2, jsonb_build_object('id', $3::uuid), $4)
