-- Asking: which invitations stand on their person's own page, so that it can be taken off in batches, at no telling time.
ALTER TABLE survey_invitations ADD COLUMN listed boolean NOT NULL DEFAULT false;
-- How many answers in its box could not be opened when somebody last looked: what the desk was told.
ALTER TABLE surveys ADD COLUMN shut int NOT NULL DEFAULT 0;
CREATE INDEX survey_invitations_waiting ON survey_invitations (survey_id) WHERE NOT answered;
