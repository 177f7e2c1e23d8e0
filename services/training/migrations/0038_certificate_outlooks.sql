-- Of occasions that are over: how many people hold a certificate or may get one yet, as the worker last counted. So the
-- list knows where nothing is left to be done, without judging everybody of every occasion anew.

CREATE TABLE certificate_outlooks (
    occasion text PRIMARY KEY,
    possible int NOT NULL CONSTRAINT certificate_outlooks_possible CHECK (possible >= 0)
);
