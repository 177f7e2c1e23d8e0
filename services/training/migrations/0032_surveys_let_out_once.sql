-- Breakdowns by a question are shown only where all answers were let out at once: docs/decisions/0013.

ALTER TABLE surveys
    -- Answers are let out in blocks while it is open; else all of them at the close.
    ADD COLUMN live boolean NOT NULL DEFAULT true,
    -- How often answers were let out of the box.
    ADD COLUMN releases int NOT NULL DEFAULT 0 CONSTRAINT surveys_releases CHECK (releases >= 0),
    -- The day on which it closed, where it is about: by its end, or before, when everyone had answered.
    ADD COLUMN closed_on date;

-- Two blocks have ten answers at least. Of more nobody knows any more how they came: they count as several.
UPDATE surveys s SET releases = CASE WHEN r.many < 10 THEN 1 ELSE 2 END
FROM (SELECT survey_id, count(*) AS many FROM survey_responses GROUP BY survey_id) r
WHERE r.survey_id = s.id AND s.anonymous;
