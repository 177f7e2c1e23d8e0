-- name: short_wait
-- Behind who waits for a whole table, everybody waits.
SET lock_timeout = '1s'

-- name: old_rows
-- What deletes and updates left on the pages, as far as the server has counted it.
SELECT coalesce(sum(n_dead_tup), 0)::bigint FROM pg_stat_user_tables
WHERE schemaname = current_schema()
    AND relname IN ('survey_box', 'survey_invitations', 'survey_responses', 'survey_words', 'survey_pairs')

-- name: rewrite_tables
VACUUM (FULL) survey_box, survey_invitations, survey_responses, survey_words, survey_pairs

-- name: count_anew
-- VACUUM FULL does not tell the statistics that nothing old is left.
VACUUM survey_box, survey_invitations, survey_responses, survey_words, survey_pairs
