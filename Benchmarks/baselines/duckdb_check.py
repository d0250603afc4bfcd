"""(e) DuckDB: the status, code and title of each claim on its day, by an as-of join.

    python duckdb_check.py codes.csv claims.csv checked.csv
"""

import sys

import duckdb

codes_file, claims_file, checked_file = sys.argv[1:]
database = duckdb.connect()
database.execute("CREATE TABLE code AS FROM read_csv(?, header = true)", [codes_file])
database.execute(
    """
    COPY (
      SELECT claim.*,
        CASE
          WHEN code.code IS NULL OR code.valid_to <= claim.day THEN 'not in force'
          WHEN code.billable = 1 THEN 'valid'
          ELSE 'header'
        END AS status,
        code.display_code, code.long_title
      FROM read_csv($claims, header = true, types = {'code': 'VARCHAR'}) AS claim
      ASOF LEFT JOIN code
        ON upper(replace(claim.code, '.', '')) = code.code AND claim.day >= code.valid_from
    ) TO $checked (FORMAT csv, HEADER)
    """,
    {"claims": claims_file, "checked": checked_file},
)
