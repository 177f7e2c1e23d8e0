-- What happened to events since yesterday, for the desk.
CREATE INDEX audit_events ON audit (at) WHERE subject LIKE 'event:%';
