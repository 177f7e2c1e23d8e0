-- Who asked to be told of an item's date and then wanted no more of it; asked again later, they are told again.
CREATE TABLE wishes_ended (
    item_id uuid NOT NULL REFERENCES items,
    person_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (item_id, person_id)
);
