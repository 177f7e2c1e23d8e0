-- name: note_mail
-- Of an event that is not known nothing is noted.
INSERT INTO mail_failures (event_id, email, revision, failed, reply, at)
SELECT id, lower($2), $3, $4, $5, $6 FROM events WHERE id = $1
ON CONFLICT (event_id, email) DO UPDATE SET revision = EXCLUDED.revision, failed = EXCLUDED.failed,
    reply = EXCLUDED.reply, at = EXCLUDED.at
WHERE mail_failures.revision < EXCLUDED.revision

-- name: mail_failure
SELECT reply, at FROM mail_failures WHERE event_id = $1 AND email = lower($2) AND failed

-- name: unreached
-- Among these registrations of the event; `no_mailbox` wins. $3 is the kind of the item that says so.
SELECT count(*) FILTER (WHERE bounced)::int AS no_mailbox, count(*) FILTER (WHERE NOT bounced)::int AS failed
FROM (
    SELECT EXISTS (SELECT FROM desk_items d WHERE d.person = lower(r.email) AND d.count > 0 AND d.kind = $3) AS bounced,
        EXISTS (SELECT FROM mail_failures m WHERE m.event_id = $1 AND m.email = lower(r.email) AND m.failed) AS failed
    FROM registrations r WHERE r.event_id = $1 AND r.id = ANY($2::uuid[]) AND r.status = ANY($4::text[])
) AS known
WHERE bounced OR failed

-- name: unreached_of
-- The same among those whom a change of the event is told: $3 states of registrations, $4 the sessions they chose (null:
-- whatever they chose), $5 how many of the waiting list beside them, $6 and $7 whether who asked for the date and was
-- not told yet, or was. $2 is the kind of the item that says so.
WITH people AS (
    SELECT r.email FROM registrations r
    WHERE r.event_id = $1 AND r.status = ANY($3::text[])
        AND ($4::text[] IS NULL OR r.participant -> 'sessions' ?| $4::text[])
    UNION
    (SELECT r.email FROM registrations r WHERE r.event_id = $1 AND r.status = 'waitlisted' ORDER BY r.arrival LIMIT $5)
    UNION
    SELECT i.email FROM interests i
    WHERE i.event_id = $1 AND ((i.told_at IS NULL AND $6) OR (i.told_at IS NOT NULL AND $7)) AND NOT EXISTS (
        SELECT FROM registrations r
        WHERE r.event_id = i.event_id AND lower(r.email) = lower(i.email) AND r.status <> 'cancelled'
    )
)
SELECT count(*) FILTER (WHERE bounced)::int AS no_mailbox, count(*) FILTER (WHERE NOT bounced)::int AS failed
FROM (
    SELECT EXISTS (SELECT FROM desk_items d WHERE d.person = lower(p.email) AND d.count > 0 AND d.kind = $2) AS bounced,
        EXISTS (SELECT FROM mail_failures m WHERE m.event_id = $1 AND m.email = lower(p.email) AND m.failed) AS failed
    FROM people p
) AS known
WHERE bounced OR failed

-- name: forget_mail
DELETE FROM mail_failures m USING events e WHERE e.id = m.event_id AND e.over_at < $1
