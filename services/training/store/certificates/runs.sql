-- name: insert_run
INSERT INTO certificate_runs (id, occasion, actor, total, started_at, finished_at)
VALUES ($1, $2, $3, $4::int, $5::timestamptz, CASE WHEN $4::int = 0 THEN $5::timestamptz END)

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
SELECT r.id, r.occasion, r.actor, r.total, r.done, r.failed, r.started_at, r.finished_at FROM certificate_runs r
WHERE r.finished_at IS NULL ORDER BY r.started_at, r.id FOR UPDATE SKIP LOCKED LIMIT 1

-- name: waiting_orders
SELECT occasion, person_id, run_id, problem FROM certificate_orders
WHERE run_id = $1 AND problem = '' ORDER BY position LIMIT $2

-- name: finish_order
DELETE FROM certificate_orders WHERE occasion = $1 AND person_id = $2 AND run_id = $3

-- name: fail_order
UPDATE certificate_orders SET problem = $4 WHERE occasion = $1 AND person_id = $2 AND run_id = $3

-- name: count_run
UPDATE certificate_runs SET done = done + $2, failed = failed + $3, finished_at = $4 WHERE id = $1

-- name: runs_of_occasion
SELECT id, occasion, actor, total, done, failed, started_at, finished_at FROM certificate_runs
WHERE occasion = $1 ORDER BY started_at DESC, id DESC LIMIT 10

-- name: orders_of_occasion
SELECT occasion, person_id, run_id, problem FROM certificate_orders WHERE occasion = $1

-- name: oldest_run
SELECT min(started_at) FROM certificate_runs WHERE finished_at IS NULL
