-- When a run last came a step further: a bar that stands still says since when.

ALTER TABLE certificate_runs ADD COLUMN moved_at timestamptz;
UPDATE certificate_runs SET moved_at = coalesce(finished_at, started_at);
ALTER TABLE certificate_runs ALTER COLUMN moved_at SET NOT NULL;
