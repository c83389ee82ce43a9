-- One store: what was read, what was found in each text, what was found of all texts together.
-- Records are JSON in the shapes of kroniek.model; the views below spread them out for any SQLite tool.

-- The seal of a row is a digest of all it says (kroniek.save.rows); `kroniek check` verifies them.

CREATE TABLE meta (key TEXT PRIMARY KEY, seal TEXT NOT NULL, value TEXT NOT NULL) WITHOUT ROWID;

-- Every input, whatever became of it. A file that holds many is an input, and so is each of these.
-- A withdrawn one is gone from a folder that was given again: its article is kept but not told.
CREATE TABLE input (
  path    TEXT PRIMARY KEY,                                    -- its name: below the collected root
  seal    TEXT NOT NULL,
  sha256  TEXT NOT NULL,                                       -- of the file's bytes
  key     TEXT NOT NULL,                                       -- of the code and data that read it
  outcome TEXT NOT NULL CHECK (outcome IN ('read', 'partly', 'refused')),
  article TEXT REFERENCES article (id),
  reason  TEXT, detail TEXT, remedy TEXT,
  place   TEXT,                                                -- absolute, when it was last given
  within  TEXT,                                                -- path of the file that holds it
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) WITHOUT ROWID;

-- `gathered` is 1 for the articles of the last finished chronicle, which readers see; `next` is what
-- an unfinished build makes of one of these.
CREATE TABLE article (
  id       TEXT PRIMARY KEY,
  path     TEXT NOT NULL,
  language TEXT NOT NULL,
  gathered INTEGER NOT NULL DEFAULT 0 CHECK (gathered IN (0, 1)),
  seal     TEXT NOT NULL,
  next_seal TEXT,
  text     TEXT NOT NULL,
  record   TEXT NOT NULL CHECK (json_valid(record)),
  next     TEXT CHECK (next IS NULL OR json_valid(next))
) WITHOUT ROWID;

CREATE INDEX input_article ON input (article);

-- Articles as the next chronicle will have them: those that an input leads to.
CREATE VIEW draft AS
  SELECT id, coalesce(next ->> '$.path', path) AS path, next IS NOT NULL AS changed
  FROM article AS a WHERE EXISTS (SELECT 1 FROM input WHERE article = a.id AND NOT withdrawn);

-- Layers of one article, and the key of the steps that made them. Round 1 knows the article alone;
-- round 2 has what its neighbours' dates changed, and is made anew whenever the tables are.
CREATE TABLE layer (
  article TEXT NOT NULL REFERENCES article (id),
  name    TEXT NOT NULL,
  round   INTEGER NOT NULL CHECK (round IN (1, 2)),
  seal    TEXT NOT NULL,
  key     TEXT NOT NULL,
  records TEXT NOT NULL CHECK (json_valid(records)),
  PRIMARY KEY (article, name, round)
) WITHOUT ROWID;

-- The layers that hold: of each the latest round, of articles in the last finished chronicle.
CREATE VIEW latest AS
  SELECT article, name, records FROM layer AS l
  WHERE article IN (SELECT id FROM article WHERE gathered) AND round = (SELECT max(round) FROM layer WHERE article = l.article AND name = l.name);

-- Tables about all articles: one JSON record a row, in order.
CREATE TABLE record (
  name     TEXT NOT NULL,
  position INTEGER NOT NULL,
  seal     TEXT NOT NULL,
  record   TEXT NOT NULL CHECK (json_valid(record)),
  PRIMARY KEY (name, position)
) WITHOUT ROWID;

-- What people decided, in their order; a file beside the store keeps the same.
CREATE TABLE judgement (
  number INTEGER PRIMARY KEY,
  id     TEXT NOT NULL UNIQUE,
  seal   TEXT NOT NULL,
  record TEXT NOT NULL CHECK (json_valid(record))
);

CREATE VIEW sentence AS
  SELECT a.id AS article, item.key AS position,
         item.value ->> '$.span[0]' AS "start", item.value ->> '$.span[1]' AS "end",
         item.value ->> '$.kind' AS kind,
         substr(a.text, 1 + (item.value ->> '$.span[0]'),
                (item.value ->> '$.span[1]') - (item.value ->> '$.span[0]')) AS words
  FROM article AS a JOIN latest AS l ON l.article = a.id AND l.name = 'sentences',
       json_each(l.records) AS item;

CREATE VIEW mention AS
  SELECT a.id AS article,
         item.value ->> '$.span[0]' AS "start", item.value ->> '$.span[1]' AS "end",
         item.value ->> '$.type' AS type, item.value ->> '$.made_by' AS made_by,
         substr(a.text, 1 + (item.value ->> '$.span[0]'),
                (item.value ->> '$.span[1]') - (item.value ->> '$.span[0]')) AS words
  FROM article AS a JOIN latest AS l ON l.article = a.id AND l.name = 'names',
       json_each(l.records) AS item;

CREATE VIEW statement AS
  SELECT l.article AS article, item.value ->> '$.id' AS id, item.value ->> '$.act' AS act,
         item.value ->> '$.form' AS form, item.value ->> '$.certainty' AS certainty,
         item.value ->> '$.polarity' AS polarity, item.value ->> '$.realis' AS realis,
         item.value ->> '$.within' AS within, item.value ->> '$.made_by' AS made_by,
         item.value ->> '$.content[0][0]' AS content_start,
         item.value ->> '$.content[0][1]' AS content_end
  FROM latest AS l, json_each(l.records) AS item WHERE l.name = 'statements';

CREATE VIEW event AS
  SELECT l.article AS article, item.value ->> '$.id' AS id, item.value ->> '$.type' AS type,
         item.value ->> '$.realis' AS realis, item.value ->> '$.statement' AS statement,
         item.value ->> '$.made_by' AS made_by
  FROM latest AS l, json_each(l.records) AS item WHERE l.name = 'events';

CREATE VIEW entity AS
  SELECT record ->> '$.id' AS id, record ->> '$.type' AS type, record ->> '$.name' AS name,
         record ->> '$.kind' AS kind, record ->> '$.country' AS country,
         record ->> '$.lat' AS lat, record ->> '$.lon' AS lon, record ->> '$.source' AS source
  FROM record WHERE name = 'entities';

CREATE VIEW entry AS
  SELECT position, record ->> '$.id' AS id,
         record ->> '$.days.earliest' AS earliest, record ->> '$.days.latest' AS latest,
         record ->> '$.line' AS line, record ->> '$.type' AS type, record ->> '$.status' AS status,
         record ->> '$.articles' AS articles, record ->> '$.origins' AS origins
  FROM record WHERE name = 'entries' ORDER BY position;

CREATE VIEW report AS
  SELECT r.record ->> '$.id' AS entry, item.value ->> '$.article' AS article,
         item.value ->> '$.sentence[0]' AS "start", item.value ->> '$.sentence[1]' AS "end",
         substr(a.text, 1 + (item.value ->> '$.sentence[0]'),
                (item.value ->> '$.sentence[1]') - (item.value ->> '$.sentence[0]')) AS words
  FROM record AS r, json_each(r.record, '$.reports') AS item
       JOIN article AS a ON a.id = item.value ->> '$.article'
  WHERE r.name = 'entries';
