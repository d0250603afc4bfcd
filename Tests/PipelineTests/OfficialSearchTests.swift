import CodeSetModel
import Foundation
import Lookup
import TestSupport
import Testing

/// The search over the official releases, with their notes, indexes and tables.
@Suite(.needsReleases, .serialized) struct OfficialSearchTests {
  /// What people type, with the codes that are right, set down before the synonyms were tried on them but for some 30:
  /// `Tests/SearchQueries.csv`.
  private static let queries: [(text: String, right: [String], kind: String)] = {
    let file = project.appending(path: "Tests/SearchQueries.csv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return (fields[0], fields[1].split(separator: "|").map(String.init), fields[2])
    }
  }()

  private static let built = Result {
    let sample = try Sample()
    try sample.codeset(
      "build", "--quiet", "--emit", "site", "--system", "icd10cm", "--system", "icd10pcs", "--registry",
      officialRegistry?.path ?? "", environment: ["CODESET_TODAY": today.description]
    ).succeeded()
    return sample
  }

  private static let today: CalendarDay = "2026-03-01"
  private static let database = Result {
    try CodeDatabase(path: built.get().database.path, today: today)
  }

  private func found(_ text: String, limit: Int = 10) throws -> [String] {
    let filter = SearchFilter(system: nil, trimester: nil, laterality: nil, billableOnly: false)
    return try Self.database.get().search(text, filter, limit: limit).codes.map(\.row.displayCode)
  }

  /// Nine of ten in the first five, three of four first, of each kind at least four of five in the first five.
  @Test func whatPeopleTypeIsFound() throws {
    var (first, five, kinds) = (0, 0, [String: (found: Int, all: Int)]())
    for query in Self.queries {
      let codes = try found(query.text, limit: 5)
      let place = codes.firstIndex { code in query.right.contains { undotted(code).hasPrefix(undotted($0)) } }
      if place == 0 { first += 1 }
      if place != nil { five += 1 }
      let known = kinds[query.kind] ?? (0, 0)
      kinds[query.kind] = (known.found + (place == nil ? 0 : 1), known.all + 1)
    }
    let all = Self.queries.count
    #expect(all > 700)
    #expect(five * 100 >= all * 96, "\(five) of \(all) in the first five")
    #expect(first * 100 >= all * 88, "\(first) of \(all) first")
    for (kind, counts) in kinds { #expect(counts.found * 100 >= counts.all * 80, "\(kind): \(counts)") }
  }

  private func undotted(_ code: String) -> String { code.filter { $0 != "." } }

  /// The site finds what the command finds: the same first ten.
  @Test func theSiteFindsTheSame() throws {
    let sample = try Self.built.get()
    let output = try run(
      "node",
      [
        project.appending(path: "Tests/Fixtures/search_agreement.mjs").path,
        sample.output.appending(path: "site").path, project.appending(path: "Tests/SearchQueries.csv").path,
        Self.today.description,
      ]
    ).succeeded().output
    let lines = output.split(separator: "\n")
    #expect(lines.count == Self.queries.count)
    var others: [String] = []
    for (line, query) in zip(lines, Self.queries) {
      let codes = try found(query.text).joined(separator: " ")
      if line != "\(query.text)\t\(codes)" { others.append("\(line) | \(codes)") }
    }
    #expect(others == [])
  }

  /// What a browser loads, compressed as servers send it.
  @Test func theIndexOfTheSiteIsSmall() throws {
    let size = try Self.built.get().bash("cat Outputs/site/search/* | gzip -9 | wc -c").succeeded().output
    #expect(Int(size.trimmingCharacters(in: .whitespacesAndNewlines)) ?? .max < 4_000_000)
  }

  /// Every term of an index leads to codes that are in force, but for those of three codes of new technology that were
  /// retired with nothing in their place.
  @Test func everyEntryLeadsToACodeInForce() throws {
    let sample = try Self.built.get()
    let query = """
      SELECT DISTINCT code.display_code FROM search_text JOIN code ON code.id = code_id
      WHERE source IN ('x', 's', 'a', 'p', 'e', 'd') AND valid_to IS NOT NULL AND valid_to <= '\(Self.today)'
      ORDER BY 1
      """
    let retired = try run("sqlite3", [sample.database.path, query]).succeeded().output
    #expect(retired == "XK02303\nXV508A4\nXW2\n")
  }
}
