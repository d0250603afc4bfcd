import Foundation
import TestSupport
import Testing

/// Each rule of the search (docs/search.md) by what it decides.
@Suite struct SearchRuleTests {
  private static let sample = Result { try Sample.forSearch() }

  private func found(_ text: String, _ options: String...) throws -> [(code: String, reason: String?)] {
    let outcome = try Self.sample.get().codeset(["search", text, "--format", "json"] + options)
    guard outcome.status == 0 else { return [] }
    let rows = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]] ?? []
    return rows.map { ($0["display_code"] as? String ?? "", $0["reason"] as? String) }
  }

  /// What comes first.
  @Test(arguments: [
    // Words of the title, in any order and any case, in the plural, with accents and apostrophes.
    ("cholera", "A00.9"), ("ELTOR cholera", "A00.1"), ("anemias", "D64.9"), ("anémia", "D64.9"),
    // British spelling is a rule.
    ("anaemia", "D64.9"),
    // The beginning of the last word; one letter more, less, other, or two exchanged.
    ("choler", "A00.9"), ("appendicit", "K37"), ("cholra", "A00.9"), ("chloera", "A00.9"),
    ("diabettes", "E11.9"),
    // What is often joined, and what is often apart.
    ("preeclampsia", "O14.90"), ("pre-eclampsia", "O14.90"), ("chestpain", "R07.9"),
    // A header leads to its default: unspecified, without, not other.
    ("type 2 diabetes", "E11.9"), ("acute myocardial infarction", "I21.9"), ("other anemias", "D64.9"),
    // Of a family the member that the words ask for, else the unspecified one.
    ("osteoarthritis knee unilateral", "M17.10"), ("left osteoarthritis knee", "M17.12"),
    ("pre-eclampsia second trimester", "O14.92"), ("bilateral osteoarthritis knee", "M17.0"),
    // What a title says is absent is not what it is about.
    ("prostatic hyperplasia urinary symptoms", "N40.1"),
    ("prostatic hyperplasia without urinary symptoms", "N40.0"),
    // Synonyms and abbreviations that come with the program.
    ("high bp anemia", "D64.9"), ("oa knee", "M17.10"), ("copd", "J44.9"), ("lt knee oa", "M17.12"),
    // The index, its references, and its nonessential modifiers; inclusion terms.
    ("heart attack", "I21.9"), ("phlegmon", "L03.9"), ("diffuse phlegmon", "L03.9"), ("stenocardia", "I20.9"),
    // A title before an inclusion term of the same words.
    ("morbus alba", "G90"),
    // A diagnosis before a procedure, unless a procedure is asked for.
    ("chest pain", "R07.9"), ("resection appendix", "0DTJ0ZZ"), ("appendectomy", "0DTJ0ZZ"),
    ("lap appendectomy", "0DTJ4ZZ"),
    // A code, and words beside it.
    ("O14.92", "O14.92"), ("o1492", "O14.92"), ("o14 92", "O14.92"), ("m17 left", "M17.12"),
    ("0dtj4", "0DTJ4ZZ"),
  ])
  func comesFirst(text: String, code: String) throws {
    #expect(try found(text).first?.code == code)
  }

  /// What is not among the answers, or only after others.
  @Test func whatAnswersLessComesLater() throws {
    // All of one family are one answer, and its header comes after the codes.
    let knees = try found("osteoarthritis knee").map(\.code)
    #expect(knees == ["M17.10", "M17", "M17.1"])
    // What is retired comes after what is in force.
    #expect(try found("emphysema").map(\.code) == ["J44.8"])
    #expect(try found("disease of the old kind").last?.code == "J44.8")
    // A second child of a header is worth less than the first, and more than the header.
    let cholera = try found("cholera").map(\.code)
    #expect(cholera.prefix(4).sorted() == ["A00", "A00.0", "A00.1", "A00.9"])
    #expect(cholera.firstIndex(of: "A00") == 3)
    // A dot that was typed is where the code has it.
    #expect(try found("O1.492").isEmpty)
    // A missing word makes an answer worse.
    let missing = try found("abdominal pain xyzzy")
    #expect(missing.first?.code == "R10.9")
    #expect(missing.first?.reason == "without 'xyzzy'")
    #expect(try found("xyzzy").isEmpty)
  }

  /// Each answer says why it is one.
  @Test(
    arguments: [
      ("heart attack", "I21.9", "index: Attack (attacks), heart"),
      ("stenocardia", "I20.9", "also called: Stenocardia"),
      ("copd", "J44.9", "copd: chronic obstructive pulmonary disease"), ("cholera", "A00.9", nil),
    ] as [(String, String, String?)])
  func saysWhy(text: String, code: String, reason: String?) throws {
    #expect(try found(text).first { $0.code == code }?.reason == reason)
  }

  /// What was read otherwise than typed is said, also where nothing is found.
  @Test func saysWhatWasCorrected() throws {
    let sample = try Self.sample.get()
    let corrected = try sample.codeset("search", "cholrea").succeeded().output
    #expect(corrected.hasPrefix("no entry has 'cholrea'; showing cholera\nA00.9 "))
    let nothing = try sample.codeset("search", "xyzzy")
    #expect(nothing.status == 1)
    #expect(nothing.errors == "codeset: no code has these words: xyzzy; no entry has 'xyzzy'\n")
  }

  /// Full-text search in SQL finds a code by every text that leads to it.
  @Test func sqlFindsWhatTheIndexSays() throws {
    let query = """
      SELECT code.display_code FROM code_search JOIN code ON code.id = code_search.rowid
      WHERE code_search MATCH 'heart attack' AND valid_to IS NULL
      """
    #expect(try run("sqlite3", [Self.sample.get().database.path, query]).output == "I21.9\n")
  }
}
