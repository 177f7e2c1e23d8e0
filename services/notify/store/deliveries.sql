-- name: insert_delivery
-- The owner's key is unique: a message that was there before is not written again.
INSERT INTO deliveries (id, owner, key, template, recipient, domain, person_id, item_id, attendee_id, method, sequence, "when",
    timezone, about, mail, created_at, state, next_at, done_at, reply, good_until)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
ON CONFLICT (owner, key) DO NOTHING

-- name: last_calendar_part
-- What the person has, or is about to get: nothing that was withheld, refused or never left.
SELECT method, sequence, "when", timezone FROM deliveries
WHERE item_id = $1 AND person_id = $2 AND method IS NOT NULL
    AND state IN ('queued', 'sending', 'sent', 'retry', 'unknown')
ORDER BY id DESC LIMIT 1

-- name: withhold_unsent
-- Invites and reminders that have not left are overtaken by the cancellation. What may have arrived is only not tried
-- again.
UPDATE deliveries SET state = CASE WHEN unknowns = 0 THEN 'withheld' ELSE 'unknown' END, next_at = NULL, done_at = $3
WHERE item_id = $1 AND person_id = $2 AND (method = 'REQUEST' OR good_until IS NOT NULL) AND next_at IS NOT NULL

-- name: withhold_reminders
-- Of an item that moved or is off.
UPDATE deliveries SET state = CASE WHEN unknowns = 0 THEN 'withheld' ELSE 'unknown' END, next_at = NULL, done_at = $2
WHERE item_id = $1 AND good_until IS NOT NULL AND next_at IS NOT NULL

-- name: withhold_reminders_to
-- Of somebody who wants none any more.
UPDATE deliveries SET state = CASE WHEN unknowns = 0 THEN 'withheld' ELSE 'unknown' END, next_at = NULL, done_at = $2
WHERE person_id = $1 AND good_until IS NOT NULL AND next_at IS NOT NULL

-- name: withhold_late
UPDATE deliveries SET state = CASE WHEN unknowns = 0 THEN 'withheld' ELSE 'unknown' END, next_at = NULL, done_at = $1,
    reply = 'too late' || CASE reply WHEN '' THEN '' ELSE ': ' || reply END
WHERE good_until < $1 AND next_at IS NOT NULL

-- name: withhold_invites
-- Of an item that takes guests no more.
UPDATE deliveries SET state = CASE WHEN unknowns = 0 THEN 'withheld' ELSE 'unknown' END, next_at = NULL, done_at = $2
WHERE item_id = $1 AND method = 'REQUEST' AND next_at IS NOT NULL

-- name: claim
-- What is due, oldest first. A domain that is paced down gives one batch a pause; and no calendar part goes before an
-- older one of the same item to the same person.
WITH due AS (
    SELECT id FROM deliveries AS mine
    WHERE next_at <= $1 AND (good_until IS NULL OR good_until >= $1)
        AND NOT EXISTS (SELECT FROM pacing WHERE pacing.domain = mine.domain AND pacing.next_at > $1)
        AND NOT EXISTS (
            SELECT FROM deliveries AS older
            WHERE older.item_id = mine.item_id AND older.person_id = mine.person_id AND older.id < mine.id
                AND older.method IS NOT NULL AND mine.method IS NOT NULL
                AND (older.next_at IS NOT NULL OR older.state = 'sending')
        )
    ORDER BY next_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
), paused AS (
    UPDATE pacing SET next_at = $1 + delay
    WHERE domain IN (SELECT deliveries.domain FROM deliveries JOIN due ON due.id = deliveries.id)
)
UPDATE deliveries SET state = 'sending', next_at = NULL, lease_until = $3, fence = fence + 1, tries = tries + 1,
    data_begun = false
FROM due WHERE deliveries.id = due.id
RETURNING deliveries.id, fence, tries, unknowns, recipient, domain, mail

-- name: begin_data
-- Recorded before DATA, so that a lapsed lease knows. No row: the lease was lost, and another has the mail.
UPDATE deliveries SET data_begun = true, lease_until = $3
WHERE id = $1 AND fence = $2 AND state = 'sending' AND mail IS NOT NULL

-- name: settle
-- The state, the line among the tries, and what the person's calendar stands at now: a late answer to an older part
-- changes nothing there. No row: the lease was lost.
WITH settled AS (
    UPDATE deliveries SET state = $3, next_at = $4, tries = $5, unknowns = $6, done_at = $7, reply = $8,
        lease_until = NULL
    WHERE id = $1 AND fence = $2 AND state = 'sending'
    RETURNING id, domain, item_id, person_id, attendee_id, method, sequence
), noted AS (
    INSERT INTO tries (delivery_id, at, outcome, state, reply) SELECT id, $9, $10, $3, $8 FROM settled
), shown AS (
    UPDATE attendees SET sent_method = method, sent_sequence = sequence, sent_at = $9
    FROM settled
    WHERE $3 IN ('sent', 'unknown') AND method IS NOT NULL
        AND (attendees.item_id, attendees.person_id, attendees.id)
            = (settled.item_id, settled.person_id, settled.attendee_id)
        AND (sent_sequence IS NULL OR sent_sequence <= sequence)
)
SELECT EXISTS (SELECT FROM pacing WHERE pacing.domain = settled.domain) AS slowed,
    EXISTS (
        SELECT FROM deliveries AS older
        WHERE older.item_id = settled.item_id AND older.person_id = settled.person_id AND older.told_failed
    ) AS failed_before
FROM settled

-- name: give_back
-- Not tried after all: it costs no try.
UPDATE deliveries SET state = CASE WHEN unknowns = 0 THEN 'retry' ELSE 'unknown' END, next_at = $3, tries = tries - 1,
    lease_until = NULL
WHERE id = $1 AND fence = $2 AND state = 'sending' AND NOT data_begun

-- name: lapsed
SELECT id, fence, tries, unknowns, recipient, domain, data_begun FROM deliveries WHERE state = 'sending' AND lease_until < $1
ORDER BY lease_until LIMIT 100

-- name: suppress
WITH noted AS (
    INSERT INTO suppressions (address, reply, at) VALUES ($1, $2, $3) ON CONFLICT (address) DO NOTHING
)
UPDATE deliveries SET state = 'suppressed', next_at = NULL, done_at = $3 WHERE recipient = $1 AND next_at IS NOT NULL
RETURNING id

-- name: pace_of
SELECT delay FROM pacing WHERE domain = $1 FOR UPDATE

-- name: pace
INSERT INTO pacing (domain, delay, next_at) VALUES ($1, $2, $3)
ON CONFLICT (domain) DO UPDATE SET delay = EXCLUDED.delay, next_at = EXCLUDED.next_at

-- name: unpace
DELETE FROM pacing WHERE domain = $1

-- name: waiting
SELECT count(*) AS waiting, min(created_at) AS oldest FROM deliveries WHERE next_at IS NOT NULL OR state = 'sending'

-- name: erase_mails
UPDATE deliveries SET mail = NULL WHERE mail IS NOT NULL AND done_at < $1
