-- Of a pair with one named and one anonymous survey the pseudonym led from names to answers: docs/decisions/0012.

UPDATE survey_responses r SET pseudonym = ''
FROM surveys s JOIN surveys o ON o.pair_id = s.pair_id AND o.anonymous <> s.anonymous
WHERE s.id = r.survey_id;
