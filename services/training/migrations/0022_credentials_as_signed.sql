-- Kept sign by sign: jsonb would put the members in another order, and the PDF that holds it would be another one.
ALTER TABLE certificates ALTER COLUMN credential TYPE text USING credential::text;
