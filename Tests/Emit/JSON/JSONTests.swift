import Foundation
import SmallCatalog
import TestSupport
import Testing

/// `json/`, read by Python's json module.
@Suite struct JSONTests {
  let emitted: Emitted
  var folder: URL { emitted.output.appending(path: "json") }

  init() throws {
    emitted = try Emitted()
  }

  /// The objects of some rows of `code`: keys in the order of the columns, null left out.
  private func objects(ids: [Int]) -> [[String: Value]] {
    ids.map { id in
      Dictionary(uniqueKeysWithValues: zip(codes.columns, codes.rows[id - 1]).filter { $0.1 != .null })
    }
  }

  @Test(arguments: [
    ("icd10cm/codes.json", [2, 4, 5]), ("icd10pcs/codes.json", [6]),
  ])
  func holdsTheCurrentCodes(path: String, ids: [Int]) throws {
    let found = try jsonObjects(folder.appending(path: path))
    #expect(
      found.map { Dictionary($0.map { ($0.key, $0.value) }) { first, _ in first } } == objects(ids: ids))
    for object in found {
      let keys = object.map(\.key)
      #expect(keys == codes.columns.filter { keys.contains($0) })
    }
  }

  @Test(arguments: ["icd10cm/codes.json", "icd10cm/categories/O34.json", "icd10pcs/codes.json"])
  func hasOneObjectOnEachLine(path: String) throws {
    let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    #expect(lines.removeFirst() == "[")
    #expect(lines.removeLast() == "")
    #expect(lines.removeLast() == "]")
    for (position, line) in lines.enumerated() {
      #expect(line.hasSuffix(position == lines.count - 1 ? "}" : "},"))
      let object = line.hasSuffix(",") ? line.dropLast() : line[...]
      let keys: [String] = try python(
        "import json, sys; print(json.dumps(list(json.loads(sys.argv[1]))))", String(object))
      #expect(keys.first == "id")
    }
  }

  /// The objects of a category are those of the whole file, with their mentions and pivots after the columns.
  @Test(arguments: [("icd10cm", "O34"), ("icd10pcs", "0UV")])
  func aCategoryHoldsTheLinesOfTheWholeFileAndMore(system: String, category: String) throws {
    let whole = try String(contentsOf: folder.appending(path: "\(system)/codes.json"), encoding: .utf8)
    let part = try String(
      contentsOf: folder.appending(path: "\(system)/categories/\(category).json"), encoding: .utf8)
    let lines = part.split(separator: "\n")
    let shorter = whole.split(separator: "\n")
    #expect(lines.count == shorter.count)
    for (line, short) in zip(lines, shorter) {
      let object = short.hasSuffix("},") ? short.dropLast(2) : short.hasSuffix("}") ? short.dropLast() : short
      #expect(line.hasPrefix(object))
    }
  }

  @Test(arguments: [("icd10cm", "O34", [2, 4, 5]), ("icd10pcs", "0UV", [6])])
  func aCategoryHoldsTheMentionsAndPivotsOfItsCodes(system: String, category: String, ids: [Int]) throws {
    let found = try JSONDecoder().decode(
      [Details].self,
      from: Data(contentsOf: folder.appending(path: "\(system)/categories/\(category).json")))
    #expect(found.map(\.id) == ids)
    for code in found {
      #expect(code.mentions == details(mentions, of: code.id))
      #expect(code.pivots == details(pivots, of: code.id))
    }
  }

  /// The rows before the current one, and what the code replaces, as in their tables.
  @Test(arguments: [
    (2, [1], []), (4, [3], [2]), (5, [], [0, 1]),
  ])
  func aCategoryHoldsTheHistoryOfItsCodes(id: Int, earlier: [Int], replaced: [Int]) throws {
    struct History: Decodable {
      var id: Int
      var history: [[String: Value]]?
      var replaces: [[String: Value]]?
    }
    let found = try JSONDecoder().decode(
      [History].self, from: Data(contentsOf: folder.appending(path: "icd10cm/categories/O34.json")))
    let code = try #require(found.first { $0.id == id })
    #expect((code.history ?? []) == earlier.map { codes.object(at: $0 - 1) })
    #expect((code.replaces ?? []) == replaced.map { replacements.object(at: $0) })
  }

  /// What the files beside the codes say, in the order of the files.
  @Test(arguments: [
    (2, [], [], []), (4, [1], [0, 1], []), (5, [0, 2], [], [0, 1]),
  ])
  func aCategoryHoldsTheCrosswalksFlagsAndGroupsOfItsCodes(
    id: Int, mapped: [Int], flagged: [Int], grouped: [Int]
  ) throws {
    struct Companions: Decodable {
      var id: Int
      var crosswalks: [[String: Value]]?
      var flags: [[String: Value]]?
      var groups: [[String: Value]]?
    }
    let found = try JSONDecoder().decode(
      [Companions].self, from: Data(contentsOf: folder.appending(path: "icd10cm/categories/O34.json")))
    let code = try #require(found.first { $0.id == id })
    #expect((code.crosswalks ?? []) == mapped.map { crosswalks.object(at: $0) })
    #expect((code.flags ?? []) == flagged.map { flags.object(at: $0) })
    #expect((code.groups ?? []) == grouped.map { groups.object(at: $0) })
  }

  @Test(arguments: [2, 4, 5])
  func aCategoryHoldsTheAnnotationsOfItsCodesAndOfTheHeadersAbove(id: Int) throws {
    struct Annotated: Decodable {
      var id: Int
      var annotations: [[String: Value]]?
    }
    let found = try JSONDecoder().decode(
      [Annotated].self, from: Data(contentsOf: folder.appending(path: "icd10cm/categories/O34.json")))
    let code = try #require(found.first { $0.id == id })
    #expect(code.annotations == [0, 1].map { annotations.object(at: $0) })
  }

  @Test func theSectionsOfACodeSetStandInAFile() throws {
    struct Section: Decodable, Equatable {
      var section, kind: String
      var parent: String?
      var categories: [String]?
    }
    let found = try JSONDecoder().decode(
      [Section].self, from: Data(contentsOf: folder.appending(path: "icd10cm/sections.json")))
    // Of a block whose title has changed, the newest row.
    #expect(found.count == 2)
    #expect(
      found.contains(
        Section(section: "O30-O48", kind: "block", parent: "O00-O9A", categories: ["O34"])))
    #expect(found.filter { $0.categories != nil }.count == 1)
  }

  /// What a category tells of a code besides its columns; the key is left out where there is nothing.
  private struct Details: Decodable {
    var id: Int
    var mentions: [[String: Value]]?
    var pivots: [[String: Value]]?
  }

  /// The rows of a table about one code, without its number and with the code that a pivot leads to by name.
  private func details(_ table: ExpectedTable, of id: Int) -> [[String: Value]]? {
    let rows = table.rows.filter { $0[0] == .integer(id) }.map { row in
      var object = Dictionary(uniqueKeysWithValues: zip(table.columns, row).filter { $0.1 != .null })
      object["code_id"] = nil
      if case .integer(let target)? = object.removeValue(forKey: "target_id") {
        object["target"] = codes.rows[target - 1][2]
      }
      return object
    }
    return rows.isEmpty ? nil : rows
  }

  @Test func theIndexNamesTheFilesThatExist() throws {
    let named: [String] = try python(
      """
      import json, sys
      index = json.load(open(sys.argv[1], encoding='utf-8'))
      print(json.dumps([file for system in index['systems'] for file in system['files']]))
      """, folder.appending(path: "index.json").path)
    let existing = try files(in: folder).keys.filter { $0 != "index.json" }
    #expect(named.sorted() == existing.sorted())
    #expect(named.count == 9)
  }

  @Test func theIndexNamesTheSystemsAndTheirReleases() throws {
    let editions: [[Value]] = try python(
      """
      import json, sys
      index = json.load(open(sys.argv[1], encoding='utf-8'))
      print(json.dumps([
        [system['system'], system['name'], system['publisher'], system['uri'], system['code_forms'],
         system['hierarchy'], each['release'], each['effective'], each.get('until'), each['code_count'], each['billable_count']]
        for system in index['systems'] for each in system['releases']]))
      """, folder.appending(path: "index.json").path)
    let expected = releases.rows.map { release in
      let system = codeSystems.rows.first { $0[0] == release[0] } ?? []
      return Array(system.dropLast()) + [release[1], release[2], release[3], release[5], release[6]]
    }
    #expect(editions == expected)
  }
}
