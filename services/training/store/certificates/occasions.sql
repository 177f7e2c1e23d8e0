-- name: cohort_occasion
SELECT 'cohort' AS kind, c.id, c.slug, p.title, c."when", c.timezone, coalesce(c.host_city, p.host_city) AS city,
    coalesce(c.country, p.country) AS country, c.language, c.over_at, c.cancelled_at IS NOT NULL AS cancelled,
    coalesce((c.rules ->> 'threshold')::int, 80) AS threshold
FROM cohorts c JOIN programmes p ON p.id = c.programme_id WHERE c.id = $1

-- name: event_occasion
SELECT 'event' AS kind, substring(key FROM 7)::uuid AS id, slug, title, "when", timezone,
    coalesce(place ->> 'city', '') AS city, coalesce(place ->> 'country', '') AS country, 'en' AS language, over_at,
    false AS cancelled, NULL::int AS threshold
FROM activities WHERE key = $1

-- name: occasions
-- Newest first; `asked` counts corrections that wait. Drafts of cohorts too, for their design is written before.
WITH every AS (
    SELECT 'cohort' AS kind, c.id, c.slug, p.title, c."when", c.timezone, coalesce(c.host_city, p.host_city) AS city,
        coalesce(c.country, p.country) AS country, c.language, c.over_at, c.cancelled_at IS NOT NULL AS cancelled,
        coalesce((c.rules ->> 'threshold')::int, 80) AS threshold, 'cohort:' || c.id AS key,
        (SELECT count(*)::int FROM participants a WHERE a.cohort_id = c.id AND a.status = 'confirmed') AS people
    FROM cohorts c JOIN programmes p ON p.id = c.programme_id
    UNION ALL
    SELECT 'event', substring(a.key FROM 7)::uuid, a.slug, a.title, a."when", a.timezone,
        coalesce(a.place ->> 'city', ''), coalesce(a.place ->> 'country', ''), 'en', a.over_at, false, NULL, a.key, a.people
    FROM activities a
    -- Keys that registration gives are "event:<uuid>".
    WHERE a.key ~ '^event:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
)
SELECT e.kind, e.id, e.slug, e.title, e."when", e.timezone, e.city, e.country, e.language, e.over_at, e.cancelled,
    e.threshold, e.people,
    (SELECT count(*)::int FROM awards w JOIN certificates x ON x.award_id = w.id AND x.state = 'valid'
        WHERE w.occasion = e.key) AS issued,
    (SELECT count(*)::int FROM certificate_people s WHERE s.occasion = e.key AND s.asked IS NOT NULL) AS asked,
    (SELECT possible FROM certificate_outlooks l WHERE l.occasion = e.key) AS possible
FROM every e
WHERE $1 = '' OR e.title ILIKE '%' || $1 || '%' OR e.slug ILIKE '%' || $1 || '%'
ORDER BY e.over_at DESC, e.id

-- name: cohort_candidates
-- Also those who gave their place up: the list says why they get none.
SELECT id, email, official ->> 'name' AS name, coalesce(official ->> 'native_name', '') AS native_name,
    coalesce(official ->> 'native_name_language', '') AS native_name_language,
    coalesce(official ->> 'honorific', '') AS honorific, organisation, country,
    coalesce(official ->> 'language', 'en') AS language, coalesce(official ->> 'timezone', 'Asia/Seoul') AS timezone,
    link_version, status = 'confirmed' AS active
FROM participants WHERE cohort_id = $1 AND forgotten_at IS NULL AND ($2::uuid IS NULL OR id = $2)
ORDER BY lower(official ->> 'name'), id

-- name: event_candidates
SELECT a.id, a.person ->> 'email' AS email, a.person ->> 'name' AS name,
    coalesce(a.person ->> 'native_name', '') AS native_name,
    coalesce(a.person ->> 'native_name_language', '') AS native_name_language, a.honorific, a.organisation, a.country,
    coalesce(a.person ->> 'language', 'en') AS language, coalesce(a.person ->> 'timezone', 'Asia/Seoul') AS timezone,
    coalesce(s.link_version, 0) AS link_version, true AS active
FROM activity_people a LEFT JOIN certificate_people s ON s.occasion = a.activity_key AND s.person_id = a.id
WHERE a.activity_key = $1 AND ($2::uuid IS NULL OR a.id = $2)
ORDER BY lower(a.person ->> 'name'), a.id

-- name: event_of_person
SELECT activity_key FROM activity_people WHERE id = $1

-- name: setup
SELECT rules, design FROM certificate_setups WHERE occasion = $1

-- name: put_setup
INSERT INTO certificate_setups (occasion, rules, design, changed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (occasion) DO UPDATE SET rules = EXCLUDED.rules, design = EXCLUDED.design, changed_at = EXCLUDED.changed_at

-- name: lock_setup
-- Also one that is not there yet: two who save at once come one after the other.
SELECT pg_advisory_xact_lock(hashtextextended('wego certificates ' || $1, 0))

-- name: set_threshold
UPDATE cohorts SET rules = rules || jsonb_build_object('threshold', $2::int), changed_at = $3 WHERE id = $1

-- name: put_logo
-- One that is there already is young again, so that forgetting leaves it to whoever needs it now.
INSERT INTO certificate_logos (sha256, media_type, content, created_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (sha256) DO UPDATE SET created_at = EXCLUDED.created_at

-- name: logos
SELECT sha256, media_type, content FROM certificate_logos WHERE sha256 = ANY($1)
