-- When the person was taken out of a registration, a year after the event; what is counted stays.
ALTER TABLE registrations ADD COLUMN forgotten_at timestamptz;
CREATE INDEX registrations_kept ON registrations (event_id) WHERE forgotten_at IS NULL;
