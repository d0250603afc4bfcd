-- (a) The sqlite3 shell, default settings: the rows as a table, a unique index, a full-text index.
CREATE TABLE code ("order" INTEGER, code TEXT, billable INTEGER, short_title TEXT, long_title TEXT);
.import --csv --skip 1 input/rows.csv code
CREATE UNIQUE INDEX code_by_code ON code (code);
CREATE VIRTUAL TABLE code_search USING fts5 (code, short_title, long_title);
INSERT INTO code_search SELECT code, short_title, long_title FROM code;
