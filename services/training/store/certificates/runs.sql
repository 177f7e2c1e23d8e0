-- name: insert_run
INSERT INTO certificate_runs (id, occasion, actor, total, started_at, moved_at, finished_at)
VALUES ($1, $2, $3, $4::int, $5::timestamptz, $5::timestamptz, CASE WHEN $4::int = 0 THEN $5::timestamptz END)

-- name: insert_orders
-- Whoever has an order that waits keeps it; one that failed begins anew. Returns those that are new.
INSERT INTO certificate_orders (occasion, person_id, run_id, position)
SELECT $1, o.id, $2, o.position FROM unnest($3::uuid[]) WITH ORDINALITY AS o (id, position)
ON CONFLICT (occasion, person_id) DO UPDATE SET run_id = EXCLUDED.run_id, position = EXCLUDED.position, problem = ''
    WHERE certificate_orders.problem <> ''
RETURNING person_id

-- name: set_total
UPDATE certificate_runs SET total = $2::int, finished_at = CASE WHEN $2::int = 0 THEN $3::timestamptz END WHERE id = $1

-- name: claim_run
-- Another worker's run is passed over: one at a time works on it.
SELECT r.id, r.occasion, r.actor, r.total, r.done, r.failed, r.started_at, r.moved_at, r.finished_at FROM certificate_runs r
WHERE r.finished_at IS NULL ORDER BY r.started_at, r.id FOR UPDATE SKIP LOCKED LIMIT 1

-- name: hold_run
-- The lock of the row is seen by nobody; this one is (hands_on_runs).
SELECT pg_advisory_xact_lock(hashtext('wego certificate runs'), hashtext($1::uuid::text))

-- name: hands_on_runs
-- Asks the locks, and not for one: a worker would pass over a run that is looked at.
SELECT coalesce(bool_or(objid = hashtext($1::uuid::text)::oid), false) AS held, count(*) > 0 AS busy FROM pg_locks
WHERE locktype = 'advisory' AND granted AND objsubid = 2 AND classid = hashtext('wego certificate runs')::oid
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())

-- name: waiting_orders
SELECT occasion, person_id, run_id, problem FROM certificate_orders
WHERE run_id = $1 AND problem = '' ORDER BY position LIMIT $2

-- name: finish_order
DELETE FROM certificate_orders WHERE occasion = $1 AND person_id = $2 AND run_id = $3

-- name: fail_order
UPDATE certificate_orders SET problem = $4 WHERE occasion = $1 AND person_id = $2 AND run_id = $3

-- name: count_run
UPDATE certificate_runs SET done = done + $2, failed = failed + $3, moved_at = $4::timestamptz,
    finished_at = CASE WHEN $5 THEN $4::timestamptz END
WHERE id = $1

-- name: runs_of_occasion
SELECT id, occasion, actor, total, done, failed, started_at, moved_at, finished_at FROM certificate_runs
WHERE occasion = $1 ORDER BY started_at DESC, id DESC LIMIT 10

-- name: orders_of_occasion
SELECT occasion, person_id, run_id, problem FROM certificate_orders WHERE occasion = $1

-- name: oldest_run
SELECT min(started_at) FROM certificate_runs WHERE finished_at IS NULL
