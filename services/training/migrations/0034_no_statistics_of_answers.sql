-- ANALYZE keeps samples of what stands in a column, after the rows are gone too. To keep the type anew forgets the samples.

ALTER TABLE survey_box ALTER COLUMN sealed TYPE bytea, ALTER COLUMN sealed SET STATISTICS 0;
ALTER TABLE survey_responses ALTER COLUMN answers TYPE jsonb, ALTER COLUMN answers SET STATISTICS 0,
    ALTER COLUMN pseudonym TYPE text, ALTER COLUMN pseudonym SET STATISTICS 0;
ALTER TABLE survey_words ALTER COLUMN text TYPE text, ALTER COLUMN text SET STATISTICS 0;
ALTER TABLE survey_pairs ALTER COLUMN sealed_key TYPE bytea, ALTER COLUMN sealed_key SET STATISTICS 0;
