-- Why its owner moved or cancelled it, in the owner's words; empty where not said.
ALTER TABLE items ADD COLUMN reason text NOT NULL DEFAULT '';
