-- The search index: made anew whenever a chronicle is finished; nothing in it is said here only.
-- Any SQLite tool searches it, in words as `kroniek.search.fold` folds them (small letters, no accents):
--   SELECT p.article, p.start, p."end" FROM search JOIN passage AS p ON p.id = search.rowid
--   WHERE search MATCH 'stad' ORDER BY rank;

DROP TABLE IF EXISTS search_terms;
DROP TABLE IF EXISTS search;
DROP TABLE IF EXISTS passage;
DROP TABLE IF EXISTS told;

-- What the results show and filter of each article.
CREATE TABLE told (
  article  TEXT PRIMARY KEY,
  path     TEXT NOT NULL,
  title    TEXT NOT NULL,
  outlet   TEXT NOT NULL,
  folded   TEXT NOT NULL,                  -- the outlet's folded words, a blank before and after each
  earliest TEXT NOT NULL,                  -- when it was published; 0001-01-01 and 9999-12-31 are open
  latest   TEXT NOT NULL,
  seal     TEXT NOT NULL                   -- digest of the row
) WITHOUT ROWID;

-- Every sentence, in order of path and place.
CREATE TABLE passage (
  id       INTEGER PRIMARY KEY,
  article  TEXT NOT NULL,
  "start"  INTEGER NOT NULL,               -- code points of the article's text
  "end"    INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  language TEXT NOT NULL,
  named    TEXT NOT NULL,                  -- JSON: [start, end, "keys of the name"]
  seal     TEXT NOT NULL                   -- digest of the row
);

CREATE INDEX passage_article ON passage (article);

-- One row for each passage. `words` and `lemmas` go in step, so that phrases can be asked for.
-- `parts`: of compounds, verbs put together, verbs of nouns in -ing. `names`: every name of whom and
-- what is named, each as one word ("volodymyrzelensky"). `speakers`: who is quoted; `places`: where it is told to
-- be; `types`: what kind of thing happens.
CREATE VIRTUAL TABLE search USING fts5 (
  words, lemmas, parts, names, speakers, places, types,
  content = '', tokenize = 'unicode61'
);

-- Every word of the index by column, for spellings that are like one another.
CREATE VIRTUAL TABLE search_terms USING fts5vocab (search, col);
