-- new_tab or frame.
ALTER TABLE portal_apps ADD COLUMN opens TEXT NOT NULL DEFAULT 'new_tab';
-- The OAuth client with which the application signs people in. An application that is switched off
-- signs nobody in any more.
ALTER TABLE portal_apps ADD COLUMN client_id TEXT;
-- Grows with every change, so that nobody overwrites what they have not seen.
ALTER TABLE portal_apps ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;

CREATE INDEX portal_apps_by_client ON portal_apps (client_id);

-- Pictures of articles, described once and stored in a few widths, without what a camera wrote
-- into them.
CREATE TABLE pictures (
    id {uuid} NOT NULL PRIMARY KEY,
    -- Of the largest file.
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    -- What it shows, for those who do not see it.
    alt {json} NOT NULL,
    created_by {uuid} NOT NULL REFERENCES users,
    created_at {instant} NOT NULL
);

CREATE TABLE picture_files (
    picture_id {uuid} NOT NULL REFERENCES pictures,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    -- SHA-256 in hexadecimal.
    sha256 TEXT NOT NULL,
    -- JPEG.
    content {bytes} NOT NULL,
    PRIMARY KEY (picture_id, width)
);

-- A draft has no instant of publication, which the first table demanded; SQLite takes such a demand
-- back only with a new table.
CREATE TABLE articles_with_drafts (
    id {uuid} NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    title {json} NOT NULL,
    summary {json} NOT NULL,
    body_markdown {json} NOT NULL,
    category TEXT NOT NULL,
    is_pinned BOOLEAN NOT NULL,
    picture_id {uuid} REFERENCES pictures,
    -- Null for a draft; in the future for what is scheduled.
    published_at {instant},
    withdrawn_at {instant},
    created_at {instant} NOT NULL,
    updated_at {instant} NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1
);

INSERT INTO articles_with_drafts (id, slug, title, summary, body_markdown, category, is_pinned,
    published_at, withdrawn_at, created_at, updated_at)
SELECT id, slug, title, summary, body_markdown, category, is_pinned,
    published_at, withdrawn_at, published_at, published_at
FROM articles;

DROP TABLE articles;

ALTER TABLE articles_with_drafts RENAME TO articles;

CREATE INDEX articles_by_publication ON articles (published_at);
