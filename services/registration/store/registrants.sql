-- name: registrants
-- Null and empty choose all; $7 is the arrival of the last line seen, 0 at the beginning. $8 names the column of the
-- order, $9 turns it round; who came first breaks ties.
-- One pass over the event's rows numbers the queue: no join whose cost hangs on what the planner knows.
-- $12 is the line after which the list goes on, wherever it stands by now; $13 the code on a badge, "" for none; $14:
-- only those to whom mail does not arrive.
WITH numbered AS (
    SELECT id, status, came, search, email, participant, organisation_id, created_at, arrival,
        CASE WHEN status = 'waitlisted' THEN row_number() OVER (PARTITION BY status ORDER BY arrival) END::int AS place,
        coalesce(CASE $8::text
            WHEN 'name' THEN lower(participant ->> 'name')
            WHEN 'organisation' THEN lower(participant ->> 'organisation')
            WHEN 'country' THEN participant ->> 'country'
            WHEN 'status' THEN status
            ELSE lpad(arrival::text, 20, '0')
        END, '') AS ranked
    FROM registrations WHERE event_id = $1
), chosen AS (
    SELECT id, status, came, email, participant, organisation_id, created_at, arrival, place, ranked
    FROM numbered r
    WHERE ($2::text IS NULL OR r.status = $2)
        AND ($3::text IS NULL OR r.participant ->> 'category' = $3)
        AND ($4::text IS NULL OR r.participant ->> 'organisation_type' = $4)
        AND ($5::text = '' OR r.participant ->> 'country' = $5)
        AND (right(r.id::text, 8) = $13::text OR r.search LIKE ALL($6::text[]))
        AND (NOT $14::boolean OR EXISTS (
            SELECT FROM mail_failures m WHERE m.event_id = $1 AND m.email = lower(r.email) AND m.failed
        ))
        AND r.arrival > $7::bigint
        AND ($12::uuid IS NULL OR EXISTS (
            SELECT FROM numbered AS seen
            WHERE seen.id = $12 AND CASE
                WHEN r.ranked = seen.ranked THEN r.arrival > seen.arrival
                WHEN $9::boolean THEN r.ranked < seen.ranked
                ELSE r.ranked > seen.ranked
            END
        ))
)
SELECT id, status, came, participant, created_at, arrival, place,
    coalesce((SELECT name FROM organisations o WHERE o.id = organisation_id), '') AS member,
    (SELECT region FROM organisations o WHERE o.id = organisation_id) AS region,
    EXISTS (SELECT FROM mail_failures m WHERE m.event_id = $1 AND m.email = lower(chosen.email) AND m.failed)
        AS mail_failed
FROM chosen
ORDER BY CASE WHEN NOT $9::boolean THEN ranked END, CASE WHEN $9 THEN ranked END DESC, arrival
LIMIT $10 OFFSET $11

-- name: count_registrants
SELECT count(*) FROM registrations r
WHERE r.event_id = $1
    AND ($2::text IS NULL OR r.status = $2)
    AND ($3::text IS NULL OR r.participant ->> 'category' = $3)
    AND ($4::text IS NULL OR r.participant ->> 'organisation_type' = $4)
    AND ($5::text = '' OR r.participant ->> 'country' = $5)
    AND (right(r.id::text, 8) = $7::text OR r.search LIKE ALL($6::text[]))
    AND (NOT $8::boolean OR EXISTS (
        SELECT FROM mail_failures m WHERE m.event_id = $1 AND m.email = lower(r.email) AND m.failed
    ))

-- name: matching_registrants
-- The same choice, of these states: their ids.
SELECT r.id FROM registrations r
WHERE r.event_id = $1
    AND ($2::text IS NULL OR r.status = $2)
    AND ($3::text IS NULL OR r.participant ->> 'category' = $3)
    AND ($4::text IS NULL OR r.participant ->> 'organisation_type' = $4)
    AND ($5::text = '' OR r.participant ->> 'country' = $5)
    AND (right(r.id::text, 8) = $7::text OR r.search LIKE ALL($6::text[]))
    AND (NOT $8::boolean OR EXISTS (
        SELECT FROM mail_failures m WHERE m.event_id = $1 AND m.email = lower(r.email) AND m.failed
    ))
    AND r.status = ANY($9::text[])

-- name: places
-- Of everybody on the waiting list, 1 for the next one.
SELECT id, (row_number() OVER (ORDER BY arrival))::int AS place
FROM registrations WHERE event_id = $1 AND status = 'waitlisted'

-- name: status_counts
SELECT status, count(*)::int AS people FROM registrations WHERE event_id = $1 GROUP BY status

-- name: status_counts_among
SELECT status, count(*)::int AS people FROM registrations WHERE event_id = $1 AND id = ANY($2::uuid[]) GROUP BY status

-- name: countries_of_registrants
SELECT DISTINCT participant ->> 'country' FROM registrations WHERE event_id = $1 ORDER BY 1

-- name: lock_chosen
-- In the order in which they came, so that seats go to the first.
SELECT id, event_id, status, participant, link_version, revision, created_at, NULL::int AS place
FROM registrations WHERE event_id = $1 AND id = ANY($2::uuid[]) ORDER BY arrival FOR UPDATE

-- name: note_came
-- Only of the confirmed, and only where it changes something; the old value comes back.
UPDATE registrations r SET came = $3, changed_at = $4
FROM (SELECT id, came FROM registrations WHERE event_id = $1 AND id = ANY($2::uuid[]) ORDER BY arrival FOR UPDATE) before
WHERE r.id = before.id AND r.status = 'confirmed' AND before.came IS DISTINCT FROM $3
RETURNING r.id, before.came AS before
