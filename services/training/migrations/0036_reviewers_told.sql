-- How many nominations a reviewer's own page was told last as waiting for their scores.
ALTER TABLE reviewers ADD COLUMN told int NOT NULL DEFAULT 0 CONSTRAINT reviewers_told CHECK (told >= 0);
