-- name: lock_activity
-- Also one that is not there yet: two parts that come at once would each wait for the other.
SELECT pg_advisory_xact_lock(hashtextextended('wego activity ' || $1, 0))

-- name: known_revision
SELECT revision FROM activities WHERE key = $1

-- name: keep_part
INSERT INTO activity_parts (activity_key, revision, part, parts, job, over_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING

-- name: parts_of
SELECT job FROM activity_parts WHERE activity_key = $1 AND revision = $2 ORDER BY part

-- name: drop_parts
DELETE FROM activity_parts WHERE activity_key = $1 AND revision <= $2

-- name: write_activity
INSERT INTO activities (key, revision, slug, title, kind, "when", timezone, place, page_url, people, over_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
ON CONFLICT (key) DO UPDATE SET
    revision = EXCLUDED.revision, slug = EXCLUDED.slug, title = EXCLUDED.title, kind = EXCLUDED.kind,
    "when" = EXCLUDED."when", timezone = EXCLUDED.timezone, place = EXCLUDED.place, page_url = EXCLUDED.page_url,
    people = EXCLUDED.people, over_at = EXCLUDED.over_at

-- name: drop_people
DELETE FROM activity_people WHERE activity_key = $1

-- name: write_people
INSERT INTO activity_people (
    activity_key, id, person, organisation, organisation_type, country, category, honorific, job_title
)
SELECT $1, id, person, organisation, organisation_type, country, category, honorific, job_title
FROM jsonb_populate_recordset(NULL::activity_people, $2)

-- name: forget_people
DELETE FROM activity_people p USING activities a WHERE a.key = p.activity_key AND a.over_at < $1

-- name: forget_parts
DELETE FROM activity_parts WHERE over_at < $1
