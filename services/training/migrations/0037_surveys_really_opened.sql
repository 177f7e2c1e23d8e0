-- Which of two surveys came first decides which one shows what both ask. The schedule can be moved back; this cannot.

ALTER TABLE surveys ADD COLUMN opened_at timestamptz;

UPDATE surveys SET opened_at = greatest(opens_at, created_at) WHERE state IN ('open', 'closed');
