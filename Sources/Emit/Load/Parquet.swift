import CodeSetModel

/// The script by which DuckDB writes every table as Parquet, after it has loaded them.
func parquetScript(for tables: [Table]) -> String {
  let copies = tables.map { table in
    // The meaning of each column stays with the file, as metadata of its own.
    let meanings = [("codeset", table.meaning)] + table.columns.map { ("codeset.\($0.name)", $0.meaning) }
    let metadata = meanings.map { "\(quoted($0.0)): \(literal($0.1))" }.joined(separator: ", ")
    return """
      copy (select * from \(quoted(table.name))) to \(literal("parquet/\(table.name).parquet"))
        (format parquet, compression zstd, kv_metadata {\(metadata)});

      """
  }
  return """
    -- Writes every table as Parquet into the folder parquet/, which exists, from a DuckDB that has loaded them with
    -- load/duckdb.sql: `make parquet`. Types and nulls stay; what a column means is in the file's metadata, under
    -- `codeset.COLUMN`. Written by `codeset emit load` from the declared tables.

    """ + copies.joined()
}
