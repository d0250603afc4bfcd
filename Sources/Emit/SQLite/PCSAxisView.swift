/// What each character of a code of ICD-10-PCS says, by the newest tables in the build:
/// seven rows for each code that a row of
/// them builds.
let pcsAxisView = """
  CREATE VIEW pcs_axis AS
    WITH built (system, code, release, pcs_table, table_row) AS (
      SELECT code.system, code.code, own.release, own.pcs_table, own.table_row
      FROM code
      JOIN pcs_table AS own ON own.system = code.system AND own.pcs_table = substr(code.code, 1, 3)
        AND own.table_row > 0 AND own.value = substr(code.code, own.position, 1)
      GROUP BY code.system, code.code, own.release, own.table_row
      HAVING count(DISTINCT own.position) = 4
    )
    SELECT built.system, built.code, named.position, named.axis, named.value, named.label, built.table_row,
      built.release
    FROM built
    JOIN pcs_table AS named ON named.system = built.system AND named.release = built.release
      AND named.pcs_table = built.pcs_table AND named.table_row IN (0, built.table_row)
      AND named.value = substr(built.code, named.position, 1)
  """
