-- (d) The sqlite3 shell, default settings: the rows of all releases into a table, and nothing else.
CREATE TABLE code (
  system TEXT, release TEXT, "order" INTEGER, code TEXT, billable INTEGER, short_title TEXT, long_title TEXT
);
.import --csv --skip 1 input/all.csv code
