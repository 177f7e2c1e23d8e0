-- The number that activities take.
SELECT 1;
