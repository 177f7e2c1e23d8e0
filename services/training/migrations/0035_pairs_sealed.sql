-- Pseudonyms are sealed until both surveys of a pair have closed: docs/decisions/0012. Those that stand open, and those that
-- joined answers of surveys shown in blocks or with somebody left over, are forgotten.

UPDATE survey_responses r SET pseudonym = ''
FROM surveys s JOIN survey_pairs p ON p.id = s.pair_id
WHERE s.id = r.survey_id AND r.pseudonym <> '' AND s.anonymous AND (p.sealed_key IS NOT NULL
    OR EXISTS (SELECT FROM surveys o WHERE o.pair_id = p.id AND o.releases > 1)
    OR EXISTS (SELECT FROM surveys o JOIN survey_responses one ON one.survey_id = o.id
        WHERE o.pair_id = p.id AND NOT EXISTS (SELECT FROM surveys u JOIN survey_responses two ON two.survey_id = u.id
            WHERE u.pair_id = p.id AND u.id <> o.id AND two.pseudonym = one.pseudonym AND one.pseudonym <> '')
        GROUP BY o.id HAVING count(*) < o.minimum));
