-- The calendar of one course has an address of its own, which is revoked with the link of the place.
ALTER TABLE followers ADD COLUMN link_version int NOT NULL DEFAULT 0;
