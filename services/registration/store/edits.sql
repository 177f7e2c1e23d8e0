-- name: networks_of_programme
SELECT key, name FROM networks
UNION
SELECT network, network FROM events WHERE network <> '' AND NOT EXISTS (SELECT FROM networks WHERE key = events.network)
ORDER BY key

-- name: slugs_like
SELECT slug FROM events WHERE starts_with(slug, $1)

-- name: event_of_key
SELECT body_sha256, answer ->> 'slug' AS slug FROM idempotency_keys WHERE scope = $1 AND key = $2

-- name: keep_event_key
INSERT INTO idempotency_keys (scope, key, body_sha256, answer, created_at)
VALUES ($1, $2, $3, jsonb_build_object('slug', $4::text), $5)
