import CodeSetModel

/// `spark.py`: loads the tables into Spark, writes them as Parquet, and checks a DataFrame of codes by their days.
func sparkScript(for tables: [Table]) -> String {
  let schemas = tables.map { table in
    let columns = table.columns.map { "\($0.name) \(sparkType(of: $0))" }.joined(separator: ", ")
    return "    \"\(path(of: table))\": \"\(columns)\","
  }
  return """
    \"\"\"Loads the products of codeset into Spark. Written by `codeset emit load` from the declared tables.

        spark-submit load/spark.py FOLDER [PARQUET]

    FOLDER holds csv/ and load/, here or in an object store; every table is written as Parquet into PARQUET, if named.
    In a notebook:

        import spark as codeset                     # with load/ among Python's paths
        codeset.load(session, "s3a://bucket/Outputs")
        checked = codeset.check(session, claims)    # claim_id, system, code, day
    \"\"\"

    import sys

    SCHEMAS = {
    \(schemas.joined(separator: "\n"))
    }

    VIEWS = {
        "current_code": "select * from code where valid_from <= current_date() "
        "and (valid_to is null or valid_to > current_date())",
        "billable_code": "select * from current_code where billable",
    }

    CLAIM_STATUS = r\"\"\"
    \(claimStatusQuery(for: SQLEngine.all[3])
      .replacing("select asked.claim_id", with: "select /*+ broadcast(life, in_force, covering, gap) */ asked.claim_id"))
    \"\"\"


    def read(session, folder, path):
        \"\"\"One table as the files have it: 0 and 1 are read as numbers, since Spark makes null of them as boolean.\"\"\"
        table = session.read.csv(
            f"{folder.rstrip('/')}/{path}", schema=SCHEMAS[path], header=True, enforceSchema=False, mode="FAILFAST",
            encoding="UTF-8", quote='"', escape='"', multiLine=True, dateFormat="yyyy-MM-dd")
        for name, kind in table.dtypes:
            if kind == "tinyint":
                table = table.withColumn(name, table[name].cast("boolean"))
        return table


    def load(session, folder, parquet=None):
        \"\"\"Makes a view of each table, and of the codes in force today; writes the tables as Parquet where asked to.\"\"\"
        for path in SCHEMAS:
            name = path.split("/")[-1].removesuffix(".csv")
            table = read(session, folder, path)
            if parquet:
                table.coalesce(1).write.mode("overwrite").parquet(f"{parquet.rstrip('/')}/{name}")
                table = session.read.parquet(f"{parquet.rstrip('/')}/{name}")
            table.createOrReplaceTempView(name)
        for name, query in VIEWS.items():
            session.sql(query).createOrReplaceTempView(name)


    def check(session, claims):
        \"\"\"The status of each code of a DataFrame with claim_id, system, code and day; the codes are broadcast.\"\"\"
        claims.createOrReplaceTempView("claim")
        return session.sql(CLAIM_STATUS)


    if __name__ == "__main__":
        from pyspark.sql import SparkSession

        if len(sys.argv) not in (2, 3):
            sys.exit("usage: spark-submit spark.py FOLDER [PARQUET]")
        load(SparkSession.builder.appName("codeset").getOrCreate(), *sys.argv[1:])

    """
}
