-- What lists of showtimes need without reading whole seat plans, and the names behind slugs.

-- Names of the slugs that other tables use: genres, hall types, services and the like.
CREATE TABLE terms (
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    name {json} NOT NULL,
    -- The order in which the catalogue lists them.
    sort_order INTEGER NOT NULL,
    PRIMARY KEY (kind, slug)
);

-- The plan's zones again, apart from its seats: lists of showtimes name them.
ALTER TABLE seat_plans ADD COLUMN zones {json} NOT NULL DEFAULT '[]';
