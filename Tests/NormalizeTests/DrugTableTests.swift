import CodeSetModel
import Foundation
import Ingest
import Normalize
import TestSupport
import Testing

/// The official Table of Drugs and Chemicals: for each substance a code for each intent.
@Suite struct DrugTableTests {
  @Test(arguments: officialReleases.filter { $0.system.id == "icd10cm" && $0.release.label == "fy2017" })
  func everyCodeHasTheIntentOfItsColumn(_ official: OfficialRelease) throws {
    let ingested = try official.ingested()
    let codes = normalize(ingested.records, of: ingested.release, system: official.system).edition.codes
    let intent = try #require(Axis(rawValue: "intent"))

    let cells = try cells(of: official.folder.appending(path: "icd10cm/fy2017/ICD10CM_FY2017_Full_XML.zip"))
    #expect(cells.count > 39_000)
    var disagreements: [String] = []
    for (name, expected) in Set(cells).map({ ($0.code, $0.intent) }) {
      // "T36.0X1-": all codes below it; the table leaves out the seventh character.
      let below = codes.filter { $0.code.hasPrefix(name) }
      if below.isEmpty { disagreements.append("\(name) is in no title") }
      for code in below where code.axes[intent] != expected {
        let found = code.axes[intent] ?? "null"
        disagreements.append("\(code.code) \(code.longTitle): \(expected) expected, \(found) found")
      }
    }
    #expect(disagreements.sorted() == [])
  }

  private struct Cell: Decodable, Hashable {
    var code, intent: String
  }

  /// The codes of the table, undotted, each with the intent of its column.
  private func cells(of archive: URL) throws -> [Cell] {
    let script = """
      import json, sys, zipfile, xml.etree.ElementTree as tree
      intents = dict(zip('234567', 'accidental self_harm assault undetermined adverse_effect underdosing'.split()))
      table = tree.fromstring(zipfile.ZipFile(sys.argv[1]).read('icd10cm_drug_2017.xml'))
      cells = [(cell.text.strip(), intents[cell.get('col')]) for cell in table.iter('cell')]
      print(json.dumps([{'code': code.rstrip('-').replace('.', ''), 'intent': intent}
                        for code, intent in cells if code.strip('-')]))
      """
    let output = try run("python3", ["-c", script, archive.path]).succeeded().output
    return try JSONDecoder().decode([Cell].self, from: Data(output.utf8))
  }
}
