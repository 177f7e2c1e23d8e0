-- The number that the directory of organisations takes.
SELECT 1;
