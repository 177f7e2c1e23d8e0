-- name: forget_registrations
-- Nobody can be told from what is left: how they took part, and from which country. The personal link ends.
UPDATE registrations r
SET email = r.id::text, forgotten_at = $1, link_version = r.link_version + 1,
    organisation_key = '', organisation_id = NULL, search = '',
    participant = jsonb_build_object(
        'email', '', 'name', '', 'organisation', '',
        'category', r.participant -> 'category', 'country', r.participant -> 'country',
        'organisation_type', r.participant -> 'organisation_type', 'sessions', r.participant -> 'sessions'
    )
FROM events e
WHERE e.id = r.event_id AND r.forgotten_at IS NULL AND e.over_at < $2

-- name: forget_interests
DELETE FROM interests i USING events e WHERE e.id = i.event_id AND e.over_at < $1
