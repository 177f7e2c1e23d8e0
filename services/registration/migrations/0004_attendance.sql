-- Whether a confirmed person came: null until somebody has said so.
ALTER TABLE registrations ADD COLUMN came boolean;
