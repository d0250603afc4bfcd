import CodeSetModel

/// `spark-bigquery.md`: how Spark and BigQuery read the CSV files, with the schema of every table.
func sparkAndBigQueryPage(for tables: [Table]) -> String {
  let schemas = tables.map { table in
    let columns = table.columns.map { "\($0.name) \(sparkType(of: $0))" }.joined(separator: ", ")
    return "    \"\(path(of: table))\": \"\(columns)\","
  }
  return """
    # Spark and BigQuery

    Written by `codeset emit load` from the declared tables. The files are RFC 4180: text is in quotes, a quote in it
    is doubled and a backslash is nothing special, a text may have line breaks, no value at all is an empty field without
    quotes. Dates are ISO 8601, booleans 0 and 1.

    ## Spark

    Run it where `csv/` and `load/` are, in `pyspark` or in a notebook; each table becomes a view of its name.

    ```python
    schemas = {
    \(schemas.joined(separator: "\n"))
    }

    for path, schema in schemas.items():
        table = spark.read.csv(
            path, schema=schema, header=True, enforceSchema=False, mode="FAILFAST", encoding="UTF-8",
            quote='"', escape='"', multiLine=True, dateFormat="yyyy-MM-dd")
        for name, type in table.dtypes:
            if type == "tinyint":
                table = table.withColumn(name, table[name].cast("boolean"))
        table.createOrReplaceTempView(path.split("/")[-1].removesuffix(".csv"))

    spark.sql(\"\"\"
        create or replace temp view current_code as
        select * from code
        where valid_from <= current_date() and (valid_to is null or valid_to > current_date())\"\"\")
    ```

    - The booleans are read as `TINYINT` and cast: as `BOOLEAN`, Spark reads `true` and `false` alone, and makes null of 0
      and 1 without a word.
    - `escape='"'` because Spark expects a backslash before a quote; `multiLine=True` because it takes a line break for the
      end of a row.
    - Spark makes null of an empty text; no published title is one.

    ## BigQuery

    `bigquery/TABLE.json` is the schema of each table, for `bq load`. Run it where `csv/` and `load/` are:

    ```sh
    bq mk --force --dataset codeset
    for file in csv/*.csv load/pivot.csv; do
      table=$(basename $file .csv)
      bq load --replace --source_format=CSV --skip_leading_rows=1 --allow_quoted_newlines \\
        --preserve_ascii_control_characters codeset.$table $file load/bigquery/$table.json
    done
    ```

    - BigQuery takes 0 and 1 for `BOOL`, and ISO 8601 for `DATE`. Its quote is `"`, doubled within text, and its null an empty
      field, as they are here: `--quote` and `--null_marker` stay as they are.
    - In BigQuery a table's name hides a column of the same name (`code`, `release`, `family`, `section`): alias the table,
      `select c.code from codeset.code as c`.
    - Keys are not in the schema. The current codes:

    ```sql
    create or replace view codeset.current_code as
    select * from codeset.code
    where valid_from <= current_date() and (valid_to is null or valid_to > current_date())
    ```

    """
}

func sparkType(of column: Column) -> String {
  switch column.kind {
  case .text: "STRING"
  case .integer: "BIGINT"
  case .boolean: "TINYINT"
  case .date: "DATE"
  }
}
