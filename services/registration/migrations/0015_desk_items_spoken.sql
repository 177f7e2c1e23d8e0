-- Facts of what waits for somebody, by language: who reads another than the one it was told in reads it in theirs.

ALTER TABLE desk_items ADD COLUMN spoken jsonb NOT NULL DEFAULT '{}';
