import Foundation
import TestSupport
import Testing

/// The product `omop`, checked against the SQLite database by a program that derives it again, and loaded into the tables
/// of the OMOP CDM 5.4.
@Suite struct OMOPTests {
  private struct Checked: Decodable {
    var problems: [String]
    var rows: [String: Int]
  }

  private func check(_ output: URL) throws -> Checked {
    let script = project.appending(path: "Tests/Fixtures/check_omop.py").path
    let outcome = try run("python3", [script, output.path], environment: ["PYTHONUTF8": "1"]).succeeded()
    return try JSONDecoder().decode(Checked.self, from: Data(outcome.output.utf8))
  }

  /// The rows of a table, the header row first; tabs between the fields, and no quotes.
  private func rows(_ table: String, of output: URL) throws -> [[String]] {
    let text = try String(contentsOf: output.appending(path: "omop/\(table).csv"), encoding: .utf8)
    return text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The ids by vocabulary and code.
  private func ids(of output: URL) throws -> [String: String] {
    Dictionary(
      try rows("CONCEPT", of: output).dropFirst().map { ("\($0[3]) \($0[6])", $0[0]) },
      uniquingKeysWith: { $1 })
  }

  @Test func theSamplesAreAsTheDatabaseSays() throws {
    let (sample, history, crosswalk, hcpcs) = (
      try Sample.built(), try HistorySample.built(), try CrosswalkSample.built(), try HCPCSSample.built()
    )
    for output in [sample.output, history.output, crosswalk.output, hcpcs.output] {
      let checked = try check(output)
      #expect(checked.problems == [])
      let codes = try sqliteColumn(
        output.appending(path: "codeset.sqlite"),
        "SELECT count(*) FROM (SELECT DISTINCT system, code FROM code)")
      #expect(codes == [.integer(checked.rows["CONCEPT"] ?? 0)])
    }
  }

  /// Read in the files of the sample history by hand.
  @Test func aRetiredCodeHasItsDaysAndItsReplacement() throws {
    let sample = try HistorySample.built()
    let concepts = try rows("CONCEPT", of: sample.output)
    func concept(_ code: String) -> [String] { concepts.first { $0[6] == code } ?? [] }
    #expect(
      concept("H81.41").dropFirst() == [
        "Vertigo of central origin, right ear", "Condition", "ICD10CM", "5-char billing code", "", "H81.41",
        "20181001", "20190930", "U",
      ])
    #expect(
      concept("H81.4").dropFirst() == [
        "Vertigo of central origin", "Condition", "ICD10CM", "4-char billing code", "", "H81.4", "20181001",
        "20991231", "",
      ])
    // The base of the id is in the documentation: the code in base 37, its remainder, the start of the range.
    #expect(concept("U07.1")[0] == String(2_000_000_001 + (((31 * 37 + 1) * 37 + 8) * 37 + 2) % 69_992_182))
    let relationships = try rows("CONCEPT_RELATIONSHIP", of: sample.output)
    let (old, new) = (concept("H81.41")[0], concept("H81.4")[0])
    for row in [
      [old, new, "Is a", "20181001", "20190930", "D"], [new, old, "Subsumes", "20181001", "20190930", "D"],
      [old, new, "Concept replaced by", "20191001", "20991231", ""],
      [new, old, "Concept replaces", "20191001", "20991231", ""],
    ] {
      #expect(relationships.contains(row), "\(row)")
    }
  }

  /// OMOP has room for one replacement: a code that was divided has none, whether or not a release holds all parts.
  @Test func aDividedCodeHasNoReplacement() throws {
    let sample = try HistorySample()
    try sample.keep(HistorySample.labels)
    let conversion = sample.url.appending(path: "history/conversion.csv")
    let text = try String(contentsOf: conversion, encoding: .utf8)
    try Data((text + "H81.42X,2019,H81.41\n").utf8).write(to: conversion)
    try sample.build().succeeded()
    let concepts = try rows("CONCEPT", of: sample.output)
    func concept(_ code: String) -> [String] { concepts.first { $0[6] == code } ?? [] }
    #expect(concept("H81.41").last == "D")
    #expect(concept("H81.43").last == "U")
    let replaced = try rows("CONCEPT_RELATIONSHIP", of: sample.output).filter {
      $0[2] == "Concept replaced by"
    }
    let ids = replaced.map { $0[0] }
    #expect(ids.contains(concept("H81.43")[0]) && !ids.contains(concept("H81.41")[0]))
    #expect(try check(sample.output).problems == [])
  }

  /// A record leaves the files some years after its code has ended; what it said of the code still holds.
  @Test func aRecordThatLeftTheFilesStillNamesTheReplacement() throws {
    let sample = try HCPCSSample()
    let target = SampleHCPCS("C1001", ["The one that stays"], short: "Stays").lines
    let ended = SampleHCPCS("C1000", ["The one that ends"], short: "Ends", terminated: "20181231").lines
      .map { $0.with(padded("C1001", to: 25), in: 205...229) }
    let files = [
      ("2018", SampleHCPCS("C1000", ["The one that ends"], short: "Ends").lines), ("2019", ended),
      ("2020", []),
    ]
    var registry = "system,release,effective,until,role,layout,file\n"
    for (label, lines) in files {
      let name = "hcpcs/\(label).txt"
      try Data((lines + target).map { "\($0)\r\n" }.joined().utf8).write(
        to: sample.url.appending(path: name))
      registry += "hcpcs,\(label),\(label)-01-01,,codes,hcpcs-anweb,\(name)\n"
    }
    try Data(registry.utf8).write(to: sample.registry)
    try sample.codeset(["build", "--quiet", "--registry", "hcpcs.csv"] + everyProduct).succeeded()
    let concepts = try rows("CONCEPT", of: sample.output).dropFirst()
    #expect(
      concepts.map { Array($0[6...]) } == [
        ["C1000", "20100101", "20181231", "U"], ["C1001", "20100101", "20991231", ""],
      ])
    let replaced = try rows("CONCEPT_RELATIONSHIP", of: sample.output).filter {
      $0[2] == "Concept replaced by"
    }
    #expect(replaced.map { [$0[0], $0[1], $0[3]] } == [concepts.map { $0[0] } + ["20190101"]])
    #expect(try check(sample.output).problems == [])
  }

  @Test func aNameThatIsTooLongIsTheShortOne() throws {
    let long = "Cholera " + String(repeating: "of a long name ", count: 20) + "end"
    let sample = try Sample()
    try sample.register([
      SeriesRelease("y1", "2020-10-01", [("A00", false, "Cholera"), ("A000", true, "Short")])
    ])
    let file = sample.inputs.appending(path: "y1.txt")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(
      text.replacing("\(padded("Short", to: 60)) Short", with: "\(padded("Short", to: 60)) \(long)").utf8
    )
    .write(to: file)
    try sample.codeset(["build", "--quiet"] + everyProduct).succeeded()
    let concept = try rows("CONCEPT", of: sample.output).first { $0[6] == "A00.0" }
    #expect(concept?[1] == "Short")
    let synonyms = try rows("CONCEPT_SYNONYM", of: sample.output)
    #expect(synonyms.contains([concept?[0] ?? "", long, "4180186"]))
    #expect(try check(sample.output).problems == [])
  }

  @Test func aCodeSetThatOMOPDoesNotKnowHasIdsToo() throws {
    let url = project.appending(path: "Inputs/sample/clinic")
    let registry = try FileManager.default.contentsOfDirectory(atPath: url.path).filter {
      $0.hasSuffix(".csv")
    }
    let folder = try TemporaryFolder()
    try #require(registry.contains("releases.csv"))
    try run(
      codesetPath,
      ["build", "--quiet", "--registry", url.appending(path: "releases.csv").path, "--output", "out"]
        + everyProduct, in: folder.url
    ).succeeded()
    let concepts = try rows("CONCEPT", of: folder.url.appending(path: "out")).dropFirst()
    #expect(!concepts.isEmpty)
    #expect(Set(concepts.map { $0[0] }).count == concepts.count)
    for concept in concepts {
      #expect((2_143_000_000...2_147_483_646).contains(Int(concept[0]) ?? 0))
      #expect(concept[4] == "Undefined" && concept[2] == "Observation")
    }
    #expect(
      Set(concepts.map { $0[3] })
        == Set(try rows("VOCABULARY", of: folder.url.appending(path: "out")).dropFirst().map { $0[0] }))
  }

  // MARK: - Ids

  @Test func anIdIsTheSameInEveryBuild() throws {
    let sample = try HistorySample.built()
    let all = try ids(of: sample.output)
    for labels in [["fy2019"], ["fy2022", "fy2022-april"]] {
      let other = try HistorySample()
      try other.keep(labels)
      try other.build().succeeded()
      let few = try ids(of: other.output)
      #expect(!few.isEmpty && few.allSatisfy { all[$0.key] == $0.value })
    }
  }

  /// K08.3169 and E16.CF41, which do not exist, have the same remainder: whoever is in force first keeps its id, and
  /// adding a release changes none.
  @Test func ofTwoCodesWithOneNumberTheFirstKeepsIt() throws {
    let one = [("K08", false, "Header"), ("K083169", true, "One")]
    let other = [("E16", false, "Another header"), ("E16CF41", true, "Another")]
    let first = SeriesRelease("y1", "2020-10-01", one)
    let second = SeriesRelease("y2", "2021-10-01", other + one)
    let (alone, both) = (try Sample.built([first]), try Sample.built([first, second]))
    let (before, after) = (try ids(of: alone.output), try ids(of: both.output))
    #expect(before["ICD10CM K08.3169"] == "2002699293")
    #expect(after["ICD10CM K08.3169"] == "2002699293")
    #expect(after["ICD10CM E16.CF41"] == "2002699294")
  }

  // MARK: - Loading

  /// The columns and constraints of the CDM, and the rows of its own vocabularies that Athena always comes with.
  private static let commonDataModel = """
    create table concept (
      concept_id integer not null primary key, concept_name varchar(255) not null, domain_id varchar(20) not null,
      vocabulary_id varchar(20) not null, concept_class_id varchar(20) not null, standard_concept varchar(1),
      concept_code varchar(50) not null, valid_start_date date not null, valid_end_date date not null,
      invalid_reason varchar(1));
    create table vocabulary (
      vocabulary_id varchar(20) not null primary key, vocabulary_name varchar(255) not null,
      vocabulary_reference varchar(255), vocabulary_version varchar(255), vocabulary_concept_id integer not null);
    create table concept_relationship (
      concept_id_1 integer not null, concept_id_2 integer not null, relationship_id varchar(20) not null,
      valid_start_date date not null, valid_end_date date not null, invalid_reason varchar(1),
      unique (concept_id_1, concept_id_2, relationship_id));
    create table concept_synonym (
      concept_id integer not null, concept_synonym_name varchar(1000) not null, language_concept_id integer not null);
    create table domain (domain_id varchar(20) primary key);
    create table concept_class (concept_class_id varchar(20) primary key);
    create table relationship (
      relationship_id varchar(20) primary key, reverse_relationship_id varchar(20) not null);
    insert into domain values ('Condition'), ('Procedure'), ('Observation'), ('Metadata');
    insert into concept_class select n || '-char billing code' from generate_series(3, 7) as n;
    insert into concept_class select n || '-char nonbill code' from generate_series(3, 6) as n;
    insert into concept_class select n || '-dig billing code' from generate_series(3, 5) as n;
    insert into concept_class select n || '-dig billing E code' from generate_series(3, 5) as n;
    insert into concept_class select n || '-dig billing V code' from generate_series(3, 5) as n;
    insert into concept_class values ('ICD10PCS'), ('ICD10PCS Hierarchy'), ('HCPCS'), ('HCPCS Modifier'), ('Undefined');
    insert into relationship values ('Is a', 'Subsumes'), ('Subsumes', 'Is a'), ('Maps to', 'Mapped from'),
      ('Concept replaced by', 'Concept replaces'), ('Concept replaces', 'Concept replaced by');
    insert into concept_class values ('Vocabulary'), ('Qualifier Value');
    insert into concept select n, 'OMOP', 'Metadata', 'Vocabulary', 'Vocabulary', null, 'OMOP generated', '1970-01-01',
      '2099-12-31', null from unnest(array[0, 5046, 44819098, 44819099, 44819101, 44819125, 4180186]) as n;
    insert into vocabulary values ('Vocabulary', 'OMOP Vocabulary', 'OMOP generated', null, 0);
    """

  private static let constraints = """
    alter table concept add foreign key (domain_id) references domain;
    alter table concept add foreign key (vocabulary_id) references vocabulary;
    alter table concept add foreign key (concept_class_id) references concept_class;
    alter table vocabulary add foreign key (vocabulary_concept_id) references concept;
    alter table concept_relationship add foreign key (concept_id_1) references concept;
    alter table concept_relationship add foreign key (concept_id_2) references concept;
    alter table concept_relationship add foreign key (relationship_id) references relationship;
    alter table concept_synonym add foreign key (concept_id) references concept;
    alter table concept_synonym add foreign key (language_concept_id) references concept;
    """

  private static let copies = ["VOCABULARY", "CONCEPT", "CONCEPT_RELATIONSHIP", "CONCEPT_SYNONYM"].map {
    "\\copy \($0) from '\($0).csv' with (format csv, header, delimiter E'\\t', quote E'\\b')\n"
  }.joined()

  private func load(_ output: URL, into server: PostgreSQLServer) throws {
    try execute(Self.commonDataModel + "\n" + Self.copies + Self.constraints, on: output, server)
  }

  /// Runs statements where the tables are.
  private func execute(_ script: String, on output: URL, _ server: PostgreSQLServer) throws {
    let file = output.appending(path: "load-omop.sql")
    try Data(script.utf8).write(to: file)
    try server.psql(["-v", "ON_ERROR_STOP=1", "-f", file.path], in: output.appending(path: "omop"))
      .succeeded()
  }

  @Test(.needsPostgreSQL) func theTablesOfTheCDMTakeTheSampleHistory() throws {
    let server = try PostgreSQLServer()
    let sample = try HistorySample.built()
    try load(sample.output, into: server)
    #expect(
      try server.rows(
        """
        select old.concept_code, new.concept_code, r.valid_start_date from concept_relationship as r
        join concept as old on old.concept_id = concept_id_1 join concept as new on new.concept_id = concept_id_2
        where relationship_id = 'Concept replaced by' and new.concept_code = 'H81.4' order by 1 limit 2
        """) == ["H81.41|H81.4|2019-10-01", "H81.42|H81.4|2019-10-01"])
    #expect(
      try server.rows("select valid_end_date, invalid_reason from concept where concept_code = 'H81.43'")
        == ["2019-09-30|U"])
  }

  /// As documented: beside the concepts of Athena, here with ids of their own, is what they lack.
  @Test(.needsPostgreSQL) func whatAthenaLacksIsTakenOver() throws {
    let server = try PostgreSQLServer()
    let sample = try HistorySample.built()
    let athena = """
      insert into vocabulary values ('ICD10CM', 'of Athena', null, null, 0);
      insert into concept select id, 'of Athena', 'Condition', 'ICD10CM', '5-char billing code', null, code,
        '2015-10-01', '2099-12-31', null from (values (45001, 'H81.4'), (45002, 'H81.42')) as athena (id, code);
      insert into concept_relationship values (45002, 45001, 'Is a', '2015-10-01', '2099-12-31', null);
      """
    // The documented statements, a second time too: they take over nothing twice.
    let takeOver = try documentedCode(in: "Outputs/README.md", with: "insert into cdm.concept\n")
    try execute(
      "create schema cdm; set search_path to cdm;\n" + Self.commonDataModel + athena + Self.constraints
        + "\ncreate schema codeset_omop; set search_path to codeset_omop;\n"
        + "create table vocabulary (like cdm.vocabulary); create table concept (like cdm.concept);\n"
        + "create table concept_relationship (like cdm.concept_relationship);\n"
        + "create table concept_synonym (like cdm.concept_synonym);\n" + Self.copies + takeOver + takeOver,
      on: sample.output, server)
    func count(_ query: String) throws -> [String] { try server.rows("select count(*) from \(query)") }
    let codes = try sqliteColumn(
      sample.database, "SELECT count(*) FROM (SELECT DISTINCT system, code FROM code)"
    ).map(\.inCSV)
    #expect(try count("cdm.concept where vocabulary_id = 'ICD10CM'") == codes)
    #expect(
      try count(
        "(select from cdm.concept where vocabulary_id = 'ICD10CM' group by concept_code having count(*) > 1) as d"
      )
        == ["0"])
    // What was taken over is below and is replaced by the concept of Athena; nothing is said between two of Athena.
    #expect(
      try server.rows(
        """
        select relationship_id, concept_code, concept_id_2 from cdm.concept_relationship
        join cdm.concept on concept_id = concept_id_1 where concept_id_2 = 45001 order by 1, 2
        """) == [
          "Concept replaced by|H81.41|45001", "Concept replaced by|H81.43|45001",
          "Concept replaced by|H81.49|45001", "Is a|H81.41|45001", "Is a|H81.42|45001", "Is a|H81.43|45001",
          "Is a|H81.49|45001", "Subsumes|H81|45001",
        ])
    #expect(try count("cdm.concept_synonym where concept_id < 2000000000") == ["0"])
    let synonyms = try rows("CONCEPT_SYNONYM", of: sample.output).dropFirst()
    let ids = try ids(of: sample.output)
    let ofAthena = synonyms.filter { $0[0] == ids["ICD10CM H81.4"] || $0[0] == ids["ICD10CM H81.42"] }
    #expect(try count("cdm.concept_synonym") == ["\(synonyms.count - ofAthena.count)"])
  }

  /// As documented: what the CDM calls the default where nothing is invalid.
  @Test(.needsPostgreSQL) func anEndThatIsNoRetirementCanBeOpened() throws {
    let server = try PostgreSQLServer()
    let sample = try Sample()
    try sample.register([
      SeriesRelease("y1", "2014-10-01", until: "2015-10-01", [("A00", false, "One"), ("A000", true, "Two")])
    ])
    try sample.codeset(["build", "--quiet"] + everyProduct).succeeded()
    let open = try documentedCode(in: "Outputs/README.md", with: "update cdm.concept")
    try execute(
      "create schema cdm; set search_path to cdm;\n" + Self.commonDataModel + "\n" + Self.copies + open
        + Self.constraints, on: sample.output, server)
    #expect(
      try rows("CONCEPT", of: sample.output).dropFirst().allSatisfy { $0[8] == "20150930" && $0[9] == "" })
    let ends = try server.rows(
      """
      select valid_end_date from cdm.concept where vocabulary_id = 'ICD10CM'
      union select valid_end_date from cdm.concept_relationship
      """)
    #expect(ends == ["2099-12-31"])
  }

  // MARK: - Official releases

  /// All code sets and all releases at once: no two codes have one number, and the days are true.
  @Test(.needsReleases, .needsPostgreSQL, arguments: officialRegistry.map { [$0] } ?? [])
  func theOfficialReleases(registry: URL) throws {
    let folder = try TemporaryFolder()
    func build(_ arguments: String..., into output: String) throws -> URL {
      let outcome = try run(
        codesetPath,
        ["build", "--quiet", "--emit", "omop", "--registry", registry.path, "--output", output] + arguments,
        in: folder.url)
      try outcome.succeeded()
      return folder.url.appending(path: output)
    }
    let all = try build(into: "all")
    let checked = try check(all)
    #expect(checked.problems == [])
    #expect(checked.rows["CONCEPT"] ?? 0 > 200_000)

    // Each id follows from the code: one of 280,000 had to make room for another.
    let moved: [String] = try python(
      """
      import json, sys
      starts = {'ICD10CM': (2000000001, 69992182), 'ICD10PCS': (2070000000, 69999793), 'HCPCS': (2140000000, 562203),
                'ICD9CM': (2141000000, 684276), 'ICD9Proc': (2142000000, 16844)}
      digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
      moved = []
      for line in list(open(sys.argv[1], encoding='utf-8'))[1:]:
        row = line.split('\\t')
        number = 0
        for letter in row[6].replace('.', ''): number = number * 37 + digits.index(letter) + 1
        first, modulus = starts[row[3]]
        if int(row[0]) != first + number % modulus: moved.append(row[6])
      print(json.dumps(moved))
      """, all.appending(path: "omop/CONCEPT.csv").path)
    #expect(moved == ["XW0U4XB"])
    let ofAll = try ids(of: all)
    let few = try ids(of: try build("--release", "fy2025", into: "fy2025"))
    #expect(few.count > 170_000)
    #expect(few.allSatisfy { ofAll[$0.key] == $0.value })

    let server = try PostgreSQLServer()
    try load(all, into: server)
    // H40.11X0 was divided among several codes: no single one replaced it.
    #expect(
      try server.rows(
        """
        select concept_code, valid_start_date, valid_end_date, invalid_reason from concept
        where vocabulary_id = 'ICD10CM' and concept_code in ('H40.11X0', 'H81.41', 'O34.32') order by 1
        """) == [
          "H40.11X0|2015-10-01|2016-09-30|D", "H81.41|2015-10-01|2019-09-30|U",
          "O34.32|2015-10-01|2099-12-31|",
        ])
    // C9463 is J0185 since 2019, says its cross-reference.
    #expect(
      try server.rows(
        """
        select new.concept_code, r.valid_start_date from concept_relationship as r
        join concept as old on old.concept_id = concept_id_1 join concept as new on new.concept_id = concept_id_2
        where relationship_id = 'Concept replaced by' and old.concept_code = 'C9463'
        """) == ["J0185|2019-01-01"])
  }

  @Test func everyColumnIsDocumented() throws {
    let sample = try Sample.built()
    let manual = try String(contentsOf: project.appending(path: "Outputs/README.md"), encoding: .utf8)
    for table in ["VOCABULARY", "CONCEPT", "CONCEPT_RELATIONSHIP", "CONCEPT_SYNONYM"] {
      let names = [table] + (try rows(table, of: sample.output)[0])
      for name in names {
        let isThere = manual.contains("`\(name)`")
        #expect(isThere, "\(table): \(name)")
      }
    }
  }
}
