-- The number that nominations take.
SELECT 1;
