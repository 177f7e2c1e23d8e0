-- name: insert_pair
INSERT INTO survey_pairs (id, sealed_key) VALUES ($1, $2)

-- name: pair_key
SELECT sealed_key FROM survey_pairs WHERE id = $1

-- name: lock_pair
SELECT id FROM survey_pairs WHERE id = $1 AND sealed_key IS NOT NULL FOR UPDATE

-- name: closed_pairs
-- Both have closed and nothing of them waits in a box.
SELECT p.id FROM survey_pairs p
WHERE p.sealed_key IS NOT NULL
    AND EXISTS (SELECT FROM surveys s WHERE s.pair_id = p.id AND s.pair_role = 'after' AND s.state = 'closed')
    AND NOT EXISTS (SELECT FROM surveys s WHERE s.pair_id = p.id
        AND (s.state <> 'closed' OR EXISTS (SELECT FROM survey_box b WHERE b.survey_id = s.id)))

-- name: replace_pseudonyms
UPDATE survey_responses r SET pseudonym = x.new
FROM surveys s, unnest($2::text[], $3::text[]) AS x (old, new)
WHERE s.id = r.survey_id AND s.pair_id = $1 AND r.pseudonym = x.old

-- name: destroy_pair_key
UPDATE survey_pairs SET sealed_key = NULL WHERE id = $1

-- name: surveys_of_pair
SELECT id FROM surveys WHERE pair_id = $1 ORDER BY id

-- name: stale_pairs
-- The first has closed long ago, and the second never did.
SELECT DISTINCT p.id FROM survey_pairs p JOIN surveys s ON s.pair_id = p.id
WHERE p.sealed_key IS NOT NULL AND s.state = 'closed' AND s.closes_at < $1
