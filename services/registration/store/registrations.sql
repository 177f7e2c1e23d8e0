-- name: lock_seats
-- The one lock of an event's seats: every registration, cancellation, change of an address or of capacity takes it first.
SELECT capacity, confirmed_count AS confirmed, waitlisted_count AS waitlisted, approval,
    cancelled_at IS NOT NULL AS cancelled, published, closed_at IS NOT NULL AS closed, over_at <= $2 AS over, revision
FROM events WHERE id = $1 FOR UPDATE

-- name: lock_free_seats
-- The same lock for several events at once: of those that nobody holds, so that none waits for the lock of another.
SELECT id, capacity, confirmed_count AS confirmed, waitlisted_count AS waitlisted, approval,
    cancelled_at IS NOT NULL AS cancelled, published, closed_at IS NOT NULL AS closed, over_at <= $2 AS over, revision
FROM events WHERE id = ANY((SELECT $1::uuid[])::uuid[]) FOR UPDATE SKIP LOCKED

-- name: insert_registrations
-- With the first line of each one's history, and the seats counted. Arrivals are numbered in the order of the group. An
-- organisation of the directory is found by its name and country; it says its kind where the person did not.
-- Here and above each array stands in a SELECT of its own, so that the planner does not see how long it is: else no plan
-- fits the next group, and to plan this statement anew each time costs more than to run it.
WITH arrived AS (
    INSERT INTO registrations (
        id, event_id, status, email, participant, search, organisation_key, organisation_id, revision, created_at,
        changed_at
    )
    SELECT row.id, row.event_id, status, email,
        CASE WHEN o.type IS NOT NULL AND participant ->> 'organisation_type' IS NULL
            THEN participant || jsonb_build_object('organisation_type', o.type) ELSE participant END,
        search, organisation_key, o.id, nextval('revisions'), $1, $1
    FROM unnest(
        (SELECT $2::uuid[]), (SELECT $3::uuid[]), (SELECT $4::text[]), (SELECT $5::text[]), (SELECT $6::jsonb[]),
        (SELECT $7::text[]), (SELECT $8::text[])
    ) WITH ORDINALITY AS row (id, event_id, status, email, participant, organisation_key, search, number)
    LEFT JOIN LATERAL (
        -- The limit keeps it a look into two indexes for each row, however large the directory.
        SELECT found.id, found.type
        FROM organisation_names n JOIN organisations found ON found.id = n.organisation_id
        WHERE n.folded = organisation_key AND n.country = participant ->> 'country' LIMIT 1
    ) o ON true
    ORDER BY number
    RETURNING id, revision, participant ->> 'organisation_type' AS organisation_type
), told AS (
    INSERT INTO registration_history (registration_id, at, what)
    SELECT id, $1, what FROM unnest((SELECT $2::uuid[]), (SELECT $9::text[])) AS line (id, what)
), counted AS (
    UPDATE events SET confirmed_count = confirmed_count + more.confirmed,
        waitlisted_count = waitlisted_count + more.waitlisted, pending_count = pending_count + more.pending
    FROM (
        SELECT event_id, count(*) FILTER (WHERE status = 'confirmed') AS confirmed,
            count(*) FILTER (WHERE status = 'waitlisted') AS waitlisted,
            count(*) FILTER (WHERE status = 'pending') AS pending
        FROM unnest((SELECT $3::uuid[]), (SELECT $4::text[])) AS row (event_id, status) GROUP BY event_id
    ) more
    WHERE events.id = more.event_id
)
SELECT id, revision, organisation_type FROM arrived

-- name: registration_by_id
SELECT r.id, r.event_id, r.status, r.participant, r.link_version, r.revision, r.created_at,
    CASE WHEN r.status = 'waitlisted' THEN (
        SELECT count(*) + 1 FROM registrations q
        WHERE q.event_id = r.event_id AND q.status = 'waitlisted' AND q.arrival < r.arrival
    )::int END AS place
FROM registrations r WHERE r.id = $1

-- name: lock_registration
SELECT id, event_id, status, participant, link_version, revision, created_at, NULL::int AS place
FROM registrations WHERE id = $1 FOR UPDATE

-- name: registrations_by_addresses
-- The limit keeps it a look into the index for each row: an address has one at most.
SELECT r.*
FROM unnest((SELECT $1::uuid[]), (SELECT $2::text[])) AS who (event_id, address)
CROSS JOIN LATERAL (
    SELECT id, event_id, status, participant, link_version, revision, created_at, NULL::int AS place
    FROM registrations WHERE event_id = who.event_id AND lower(email) = who.address AND status <> 'cancelled' LIMIT 1
) r

-- name: waiting_registrations
SELECT id, event_id, status, participant, link_version, revision, created_at, NULL::int AS place
FROM registrations WHERE event_id = ANY($1::uuid[]) AND status IN ('pending', 'waitlisted')
ORDER BY event_id, arrival

-- name: set_status
UPDATE registrations SET status = $3, changed_at = $4, revision = nextval('revisions'),
    cancelled_at = CASE WHEN $3 = 'cancelled' THEN $4::timestamptz END
WHERE id = $1 AND status = $2
RETURNING id, event_id, status, participant, link_version, revision, created_at, NULL::int AS place

-- name: set_statuses
-- Of several that the caller holds, all of one event.
UPDATE registrations SET status = $2, changed_at = $3, revision = nextval('revisions'),
    cancelled_at = CASE WHEN $2 = 'cancelled' THEN $3::timestamptz END
WHERE id = ANY($1::uuid[])
RETURNING id, event_id, status, participant, link_version, revision, created_at, NULL::int AS place

-- name: set_participant
UPDATE registrations SET participant = $2, email = $3, search = $7, changed_at = $4, revision = nextval('revisions'),
    link_version = link_version + $5, organisation_key = $6,
    -- Who changes something else stays with the organisation, whatever it is called by now.
    organisation_id = CASE
        WHEN organisation_id IS NOT NULL AND organisation_key = $6 AND participant ->> 'country' = $2::jsonb ->> 'country'
            THEN organisation_id
        ELSE (SELECT organisation_id FROM organisation_names WHERE folded = $6 AND country = $2::jsonb ->> 'country')
    END
WHERE id = $1
RETURNING id, event_id, status, participant, link_version, revision, created_at, NULL::int AS place

-- name: promote_first
-- The first of the waiting list gets the free seat at once.
UPDATE registrations SET status = 'confirmed', changed_at = $2, revision = nextval('revisions')
WHERE id = (
    SELECT id FROM registrations WHERE event_id = $1 AND status = 'waitlisted' ORDER BY arrival LIMIT 1
)
RETURNING id, event_id, status, participant, link_version, revision, created_at, NULL::int AS place

-- name: move_counts
UPDATE events SET confirmed_count = confirmed_count + $2, waitlisted_count = waitlisted_count + $3,
    pending_count = pending_count + $4
WHERE id = $1

-- name: event_slug
SELECT slug FROM events WHERE id = $1

-- name: add_history
INSERT INTO registration_history (registration_id, at, what) VALUES ($1, $2, $3)

-- name: add_histories
INSERT INTO registration_history (registration_id, at, what) SELECT id, $2, $3 FROM unnest($1::uuid[]) AS line (id)

-- name: history
SELECT at, what FROM registration_history WHERE registration_id = $1 ORDER BY number DESC
