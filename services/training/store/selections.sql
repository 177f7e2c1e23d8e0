-- name: selection_of_cohort
SELECT cohort_id, chosen, reserve, seats, revision, published_at, decided_by FROM selections WHERE cohort_id = $1

-- name: keep_draft
-- $4: the revision that was read; 0: there was none.
INSERT INTO selections (cohort_id, chosen, reserve, seats, revision, decided_by) VALUES ($1, $2, $3, 0, 1, '')
ON CONFLICT (cohort_id) DO UPDATE SET chosen = EXCLUDED.chosen, reserve = EXCLUDED.reserve,
    revision = selections.revision + 1
WHERE selections.revision = $4 AND selections.published_at IS NULL

-- name: publish_selection
UPDATE selections SET published_at = $3, decided_by = $4, seats = cardinality(chosen), revision = revision + 1
WHERE cohort_id = $1 AND revision = $2 AND published_at IS NULL

-- name: order_reserve
UPDATE selections SET reserve = $3, seats = $4, revision = revision + 1 WHERE cohort_id = $1 AND revision = $2

-- name: selections_to_settle
-- Where reviewers work or a selection was published, while the cohort is not over or somebody still waits.
SELECT c.slug FROM cohorts c
WHERE (EXISTS (SELECT 1 FROM reviewers r WHERE r.cohort_id = c.id)
        OR EXISTS (SELECT 1 FROM selections s WHERE s.cohort_id = c.id AND s.published_at IS NOT NULL))
    AND (c.over_at > $1
        OR EXISTS (SELECT 1 FROM nominations n WHERE n.cohort_id = c.id AND n.state IN ('reserve', 'offered')))
ORDER BY c.slug

-- name: given_up
-- Who accepted, and has no place any more or was taken back by their city since.
SELECT o.nomination_id FROM offers o JOIN participants p ON p.id = o.participant_id
    JOIN nominations n ON n.id = o.nomination_id
WHERE o.cohort_id = $1 AND o.outcome = 'accepted' AND (p.status, n.state) IN (('withdrawn', 'accepted'), ('confirmed', 'withdrawn'))

-- name: end_offer
-- The seat that was taken is free again.
UPDATE offers SET outcome = 'withdrawn' WHERE id = $1 AND outcome = 'accepted'

-- name: told_counts
SELECT kind, count FROM selection_told WHERE cohort_id = $1

-- name: tell_count
INSERT INTO selection_told (cohort_id, kind, count) VALUES ($1, $2, $3)
ON CONFLICT (cohort_id, kind) DO UPDATE SET count = EXCLUDED.count

-- name: next_revision
SELECT nextval('revisions')

-- name: offers_of_cohort
SELECT id, cohort_id, nomination_id, accept_by, timezone, ends_at, sent_at, reminded_at, outcome, answered_at,
    participant_id, reason
FROM offers WHERE cohort_id = $1 ORDER BY sent_at, id

-- name: insert_offer
INSERT INTO offers (id, cohort_id, nomination_id, accept_by, timezone, ends_at, sent_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
RETURNING id, cohort_id, nomination_id, accept_by, timezone, ends_at, sent_at, reminded_at, outcome, answered_at,
    participant_id, reason

-- name: close_offer
UPDATE offers SET outcome = $2, answered_at = $3, reason = $4, participant_id = $5 WHERE id = $1 AND outcome IS NULL

-- name: extend_offer
UPDATE offers SET accept_by = $2, ends_at = $3, reminded_at = NULL WHERE id = $1 AND outcome IS NULL AND ends_at > $4

-- name: offer_reminded
UPDATE offers SET reminded_at = $2 WHERE id = $1 AND reminded_at IS NULL
