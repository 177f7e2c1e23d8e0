-- A change waits until its item is as new as it was at its owner when that was decided.
ALTER TABLE held ADD COLUMN item_revision bigint NOT NULL DEFAULT 0;
-- What a mail told of the item stands with every mail now, also to those who take no part.
