-- name: note_mail
-- Of an event that is not known nothing is noted.
INSERT INTO mail_failures (event_id, email, revision, failed, reply, at)
SELECT id, lower($2), $3, $4, $5, $6 FROM events WHERE id = $1
ON CONFLICT (event_id, email) DO UPDATE SET revision = EXCLUDED.revision, failed = EXCLUDED.failed,
    reply = EXCLUDED.reply, at = EXCLUDED.at
WHERE mail_failures.revision < EXCLUDED.revision

-- name: mail_failure
SELECT reply, at FROM mail_failures WHERE event_id = $1 AND email = lower($2) AND failed

-- name: forget_mail
DELETE FROM mail_failures m USING events e WHERE e.id = m.event_id AND e.over_at < $1
