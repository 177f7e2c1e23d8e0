-- name: insert_job
INSERT INTO outbox (id, receiver, kind, payload, created_at, relay_at)
VALUES ($1, $2, $3, $4, $5, $5)

-- name: insert_jobs
INSERT INTO outbox (id, receiver, kind, payload, created_at, relay_at)
SELECT unnest($1::uuid[]), $2, unnest($3::text[]), unnest($4::bytea[]), $5, $5

-- name: claim_jobs
-- Claimed rows come back by themselves when nobody has confirmed them by relay_at.
WITH due AS (
    SELECT id FROM outbox WHERE relay_at <= $1 ORDER BY relay_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
)
UPDATE outbox SET tries = outbox.tries + 1,
    relay_at = $1 + make_interval(secs => least(15 * 2 ^ least(outbox.tries, 10), 600))
FROM due WHERE outbox.id = due.id
RETURNING outbox.id, outbox.receiver, outbox.payload

-- name: release_jobs
UPDATE outbox SET relay_at = $2, tries = greatest(tries - 1, 0) WHERE id = ANY($1::uuid[])

-- name: confirm_jobs
DELETE FROM outbox WHERE id = ANY($1::uuid[]) AND receiver = $2

-- name: oldest_job
SELECT min(created_at) FROM outbox

-- name: record_in_inbox
INSERT INTO inbox (id, sender, applied_at)
SELECT unnest($1::uuid[]), $2, $3 ON CONFLICT (id) DO NOTHING
RETURNING id

-- name: prune_inbox
DELETE FROM inbox WHERE applied_at < $1
