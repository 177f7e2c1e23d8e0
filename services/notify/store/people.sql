-- name: meet
-- The row of whoever gets mail, with what they chose themselves, and whether mail reaches them. It stays locked, so
-- that what goes to one person is decided one after the other.
WITH met AS (
    INSERT INTO people (id, address, given_language, given_timezone) VALUES ($1, $2, $3, $4)
    ON CONFLICT (id) DO UPDATE SET address = EXCLUDED.address, given_language = EXCLUDED.given_language,
        given_timezone = EXCLUDED.given_timezone
    RETURNING address, language, timezone, unsubscribed
)
SELECT language, timezone, EXISTS (SELECT FROM suppressions WHERE suppressions.address = met.address) AS suppressed,
    unsubscribed
FROM met

-- name: person
SELECT id, address, language, timezone, given_language, given_timezone, calendar_version, unsubscribed FROM people WHERE id = $1

-- name: prefer
INSERT INTO people (id, language, timezone) VALUES ($1, $2, $3)
ON CONFLICT (id) DO UPDATE SET language = EXCLUDED.language, timezone = EXCLUDED.timezone

-- name: unsubscribe
INSERT INTO people (id, unsubscribed) VALUES ($1, ARRAY[$2::text])
ON CONFLICT (id) DO UPDATE SET unsubscribed = people.unsubscribed || $2::text WHERE NOT $2 = ANY (people.unsubscribed)

-- name: subscribe
UPDATE people SET unsubscribed = array_remove(unsubscribed, $2) WHERE id = $1 AND $2 = ANY (unsubscribed)

-- name: renew_calendar
-- Only from the version the form was made for: sent twice, it renews once.
INSERT INTO people (id, calendar_version) VALUES ($1, $2::int + 1)
ON CONFLICT (id) DO UPDATE SET calendar_version = people.calendar_version + 1 WHERE people.calendar_version = $2

-- name: erase_attendees
DELETE FROM attendees USING items WHERE items.id = attendees.item_id AND over_at < $1

-- name: erase_deliveries
DELETE FROM deliveries USING items
WHERE items.id = deliveries.item_id AND over_at < $1 AND deliveries.next_at IS NULL AND state <> 'sending'

-- name: erase_alone
-- Messages that speak of no item, such as codes to sign in.
DELETE FROM deliveries WHERE item_id IS NULL AND created_at < $1 AND next_at IS NULL AND state <> 'sending'

-- name: forget_people
-- The version stays: an address of the feed that was made invalid must never be good again.
UPDATE people SET address = '', language = NULL, timezone = NULL, given_language = '', given_timezone = ''
WHERE address <> '' AND calendar_version > 0
    AND NOT EXISTS (SELECT FROM attendees WHERE attendees.person_id = people.id)
    AND NOT EXISTS (SELECT FROM deliveries WHERE deliveries.person_id = people.id)

-- name: erase_people
-- Not those who chose before they were first written to.
DELETE FROM people
WHERE address <> '' AND calendar_version = 0
    AND NOT EXISTS (SELECT FROM attendees WHERE attendees.person_id = people.id)
    AND NOT EXISTS (SELECT FROM deliveries WHERE deliveries.person_id = people.id)

-- name: erase_suppressions
DELETE FROM suppressions WHERE at < $1 RETURNING address

-- name: erase_held
DELETE FROM held WHERE at < $1 AND NOT with_update

-- name: erase_kept
DELETE FROM held USING items WHERE items.id = held.item_id AND with_update AND over_at < $1
