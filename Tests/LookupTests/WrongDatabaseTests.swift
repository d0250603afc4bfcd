import Foundation
import TestSupport
import Testing

/// Databases that are not ours, damaged, or made to do harm: one sentence, and soon.
@Suite struct WrongDatabaseTests {
  @Test(arguments: [
    ("PRAGMA application_id = 1", "expected a database that codeset made, found another"),
    (
      "PRAGMA user_version = 999",
      ", found 999, which another version of codeset reads; build it again with this one"
    ),
    ("DELETE FROM code_system", "expected the code set icd10cm, which has releases, found none"),
    (
      "UPDATE code SET parent = code WHERE code = 'O34'",
      "expected the first of the codes above O3432, found that O34 is above itself"
    ),
    (
      "UPDATE code SET parent = 'O3432' WHERE code = 'O34'",
      "expected the first of the codes above O3432, found that O3432 is above itself"
    ),
    (
      """
      ALTER TABLE note RENAME TO other;
      CREATE VIEW note AS WITH RECURSIVE endless (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM endless)
        SELECT other.* FROM other, endless WHERE i < 0
      """, "expected an answer within seconds, found none: the database does not end"
    ),
  ])
  func isRefusedInOneSentence(_ change: String, message: String) throws {
    let sample = try Sample.built()
    try run("sqlite3", [sample.database.path, change]).succeeded()
    let outcome = try sample.bash("timeout 60 \"$codeset\" lookup O34.32")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.hasPrefix(
        "codeset: Outputs/codeset.sqlite: cannot be read as a codeset artifact: expected "))
    #expect(outcome.errors.hasSuffix("\(message)\n"), "\(outcome.errors)")
    #expect(outcome.errorLines.count == 1)
  }

  /// A word that a title has not, or not all of it.
  @Test(arguments: ["start", "length"], [100_000, Int.max])
  func wordsBeyondATitleAreNoCrash(column: String, place: Int) throws {
    let sample = try Sample.built()
    let change = """
      UPDATE axis_mention SET \(column) = \(place)
      WHERE axis = 'trimester' AND code_id IN (SELECT id FROM code WHERE code = 'O3432')
      """
    try run("sqlite3", [sample.database.path, change]).succeeded()
    let text = try sample.codeset("lookup", "O34.32").succeeded().output
    #expect(text.contains("trimester   second"))
  }

  @Test func aPipeIsNotWaitedFor() throws {
    let outcome = try Sample.built().bash(
      "rm Outputs/codeset.sqlite && mkfifo Outputs/codeset.sqlite && timeout 60 \"$codeset\" lookup O34.32")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors == "codeset: Outputs/codeset.sqlite: cannot be read as a codeset artifact: "
        + "expected a file, found something else\n")
  }

  /// A terminal obeys nothing that a database says.
  @Test func whatATerminalWouldObeyIsSpelledOut() throws {
    let sample = try Sample.built()
    let title = "'a' || char(27, 127, 155, 10, 8232, 8238) || 'b'"
    try run("sqlite3", [sample.database.path, "UPDATE code SET long_title = \(title) WHERE code = 'O3432'"])
      .succeeded()
    let text = try sample.codeset("lookup", "O34.32").succeeded().output
    #expect(text.contains(#"a\u{1B}\u{7F}\u{9B}\u{A}\u{2028}\u{202E}b"#), "\(text)")
    let json = try sample.codeset("lookup", "O34.32", "--format", "json").succeeded().output
    #expect(json.contains(#"a\u001b\u007f\u009b\u000a\u2028\u202eb"#), "\(json)")
  }
}
