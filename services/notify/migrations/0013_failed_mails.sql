-- The list of what failed, and how much that is, also of what somebody has looked at: few rows among very many.
CREATE INDEX deliveries_ended_badly ON deliveries (id) WHERE state IN ('dead', 'unknown') AND next_at IS NULL;
