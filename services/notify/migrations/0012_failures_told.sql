-- Of which failed mails their owner was told (delivery.failed), until one about the same item arrives.
ALTER TABLE deliveries ADD COLUMN told_failed boolean NOT NULL DEFAULT false;
CREATE INDEX deliveries_told_failed ON deliveries (item_id, person_id) WHERE told_failed;
