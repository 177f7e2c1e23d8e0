-- name: put_attendee
-- Nothing comes back where the known revision is as new.
INSERT INTO attendees (item_id, id, person_id, revision, desired, person, manage_url, role, changed_at, sessions)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (item_id, person_id, id) DO UPDATE SET revision = EXCLUDED.revision, desired = EXCLUDED.desired,
    person = EXCLUDED.person, manage_url = EXCLUDED.manage_url, role = EXCLUDED.role, changed_at = EXCLUDED.changed_at,
    sessions = EXCLUDED.sessions
WHERE attendees.revision < EXCLUDED.revision
RETURNING true

-- name: rename_attendee
-- Whether they chose other sessions; nothing comes back where they are not invited, or the revision is as new.
UPDATE attendees SET revision = $4, person = $5, manage_url = $6, changed_at = $7, sessions = $8
FROM attendees AS was
WHERE attendees.item_id = $1 AND attendees.person_id = $2 AND attendees.id = $3 AND attendees.desired = 'invited'
    AND attendees.revision < $4
    AND was.item_id = $1 AND was.person_id = $2 AND was.id = $3
RETURNING was.sessions <> $8

-- name: chosen_sessions
-- Under all registrations of one person.
SELECT DISTINCT unnest(sessions) FROM attendees WHERE item_id = $1 AND person_id = $2 AND desired = 'invited' ORDER BY 1

-- name: others_invited
-- The same person still comes, under another registration.
SELECT EXISTS (
    SELECT FROM attendees WHERE item_id = $1 AND person_id = $2 AND id <> $3 AND desired = 'invited'
)

-- name: attendees_to_tell
-- Who takes part and was last told something else of the item and of the sessions that they chose ($2 has all that have
-- a time); nobody twice who has two registrations.
SELECT DISTINCT ON (person_id) mine.item_id, mine.id, person_id, revision, desired, person, manage_url, role,
    changed_at, chosen.keys AS sessions, last.about AS told
FROM attendees AS mine
CROSS JOIN LATERAL (
    SELECT array(
        SELECT unnest(each.sessions) FROM attendees AS each
        WHERE each.item_id = mine.item_id AND each.person_id = mine.person_id AND each.desired = 'invited'
    ) AS keys
) AS chosen
LEFT JOIN LATERAL (
    SELECT about FROM deliveries
    WHERE deliveries.item_id = mine.item_id AND deliveries.person_id = mine.person_id AND about IS NOT NULL
        AND attendee_id IS NOT NULL AND state <> 'withheld'
    ORDER BY deliveries.id DESC LIMIT 1
) AS last ON true
WHERE mine.item_id = $1 AND desired = 'invited' AND last.about IS DISTINCT FROM $2::jsonb || jsonb_build_object('sessions', coalesce((
        SELECT jsonb_agg(session ORDER BY place)
        FROM jsonb_array_elements($2::jsonb -> 'sessions') WITH ORDINALITY AS every(session, place)
        WHERE session ->> 'key' = ANY (chosen.keys)
    ), '[]'))
ORDER BY person_id, mine.id DESC LIMIT $3

-- name: zones_of_guests
-- The zones that those who take part read in: chosen, given with their registration, or else $2.
SELECT DISTINCT coalesce(timezone, person ->> 'timezone', $2) FROM attendees JOIN people ON people.id = person_id
WHERE item_id = $1 AND desired = 'invited'

-- name: guests_to_remind
-- Those in these zones who were not reminded yet; nobody twice who has two registrations.
SELECT DISTINCT ON (person_id) item_id, attendees.id, person_id, revision, desired, person, manage_url, role,
    changed_at, $6 = ANY (unsubscribed) AS unsubscribed, array(
        SELECT unnest(each.sessions) FROM attendees AS each
        WHERE each.item_id = attendees.item_id AND each.person_id = attendees.person_id AND each.desired = 'invited'
    ) AS sessions
FROM attendees JOIN people ON people.id = person_id
WHERE item_id = $1 AND desired = 'invited' AND coalesce(timezone, person ->> 'timezone', $2) = ANY ($3)
    AND NOT EXISTS (SELECT FROM deliveries WHERE owner = 'notify' AND key = $4::text || attendees.person_id::text)
ORDER BY person_id, attendees.id DESC LIMIT $5
