-- name: forget_people
-- Of whoever was given a certificate and a new link only the link's version stays, so that the old link stays shut.
WITH past AS (
    SELECT s.occasion, s.person_id,
        s.link_version > 0 AND EXISTS (
            SELECT FROM awards a WHERE a.occasion = s.occasion AND a.person_id = s.person_id
        ) AS keeps
    FROM certificate_people s JOIN (
        SELECT 'cohort:' || id AS key, over_at FROM cohorts UNION ALL SELECT key, over_at FROM activities
    ) o ON o.key = s.occasion
    WHERE o.over_at < $1
), emptied AS (
    UPDATE certificate_people s
    SET assessment = '', exception = '', reason = '', names = NULL, confirmed_at = NULL, asked = NULL, asked_at = NULL,
        invited_at = NULL
    FROM past p WHERE p.keeps AND p.occasion = s.occasion AND p.person_id = s.person_id
)
DELETE FROM certificate_people s USING past p
WHERE NOT p.keeps AND p.occasion = s.occasion AND p.person_id = s.person_id

-- name: forget_hands
-- Who acted and why, and where mail went; what was issued stays.
UPDATE certificates c SET email = '', issued_by = '', ended_by = '', internal_reason = ''
FROM awards a JOIN (
    SELECT 'cohort:' || id AS key, over_at FROM cohorts UNION ALL SELECT key, over_at FROM activities
) o ON o.key = a.occasion
WHERE a.id = c.award_id AND c.issued_by <> '' AND o.over_at < $1

-- name: forget_runs
-- Orders that failed are deleted with their run.
WITH gone AS (
    DELETE FROM certificate_orders d USING certificate_runs r WHERE r.id = d.run_id AND r.finished_at < $1
)
UPDATE certificate_runs SET actor = '' WHERE finished_at < $1 AND actor <> ''

-- name: forget_certificates
DELETE FROM certificates WHERE issued_at < $1

-- name: forget_awards
DELETE FROM awards a WHERE a.created_at < $1 AND NOT EXISTS (SELECT FROM certificates c WHERE c.award_id = a.id)

-- name: forget_pictures
-- Logos and signatures that stand on no certificate and in no design; none that came after $1.
DELETE FROM certificate_logos l
WHERE l.created_at < $1 AND NOT EXISTS (
    SELECT FROM (
        SELECT design AS holder FROM certificate_setups UNION ALL SELECT snapshot FROM certificates
    ) h
    WHERE h.holder -> 'logos' ? encode(l.sha256, 'hex')
        OR h.holder -> 'signatories' @> jsonb_build_array(jsonb_build_object('picture', encode(l.sha256, 'hex')))
)
