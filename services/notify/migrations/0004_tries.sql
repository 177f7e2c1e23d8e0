-- Every try of a mail and what the server said to it: an organizer sees why one did not arrive.
CREATE TABLE tries (
    delivery_id uuid NOT NULL REFERENCES deliveries ON DELETE CASCADE,
    at timestamptz NOT NULL,
    outcome text NOT NULL,
    state text NOT NULL,
    reply text NOT NULL
);
CREATE INDEX tries_delivery ON tries (delivery_id, at);
