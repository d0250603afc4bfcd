import Foundation
import TestSupport
import Testing

/// What `codeset build` leaves.
@Suite struct BuildTests {
  @Test func printsThatRowsInAreRowsOutAndRejected() throws {
    let sample = try Sample()
    let outcome = try sample.codeset("build", "--notes")
    #expect(outcome.status == 0)
    let lines = try ["icd10cm", "icd10pcs"].map { system in
      let file = try Data(contentsOf: sample.inputs.appending(path: "\(system)_order_sample.txt"))
      let rows = file.count { $0 == UInt8(ascii: "\n") }
      return "\(system) sample: \(rows) rows = \(rows) codes + 0 rejected\n"
    }
    let annotations =
      "icd10cm sample annotations: 22 rows = 22 annotations + 0 rejected\n"
      + "icd10cm sample synonyms: 3 rows = 3 synonyms + 0 rejected\n"
      + "icd10cm sample tabular: 34 rows = 34 lines + 0 rejected\n"
    let tables =
      "icd10pcs sample tabular: 39 rows = 39 values + 0 rejected\n"
      + "icd10pcs sample definitions: 8 rows = 8 texts + 0 rejected\n"
    #expect(outcome.output == lines[0] + annotations + lines[1] + tables)
    #expect(outcome.errorLines == holesOfTheSample)
  }

  @Test func quietPrintsNothing() throws {
    let sample = try Sample()
    let outcome = try sample.codeset("build", "--quiet")
    #expect(outcome.output == "")
    #expect(outcome.errors == "")
    #expect(try sample.codeset("verify", "-q").output == "")
    #expect(try sample.codeset("verify").output != "")
  }

  /// A blank line is counted, rejected, noted, and no reason to stop; quiet leaves out the note.
  @Test(arguments: [false, true])
  func aRejectedRowIsCountedAndPublished(quietly: Bool) throws {
    let sample = try Sample()
    try sample.register(file: "icd10cm_order_sample.txt")
    var lines = try SampleOrderFile(of: sample)
    lines.texts.insert("", at: 161)
    try lines.write()
    let outcome = try sample.codeset(["build", "--notes"] + (quietly ? ["--quiet"] : []))
    #expect(outcome.status == 0)
    #expect(
      outcome.output
        == (quietly ? "" : "icd10cm sample: 342 rows = 341 codes + 1 rejected\n"))
    let note =
      "Inputs/sample/icd10cm_order_sample.txt:162: note: expected a record, found a blank line [blank-line]"
    #expect(
      outcome.errorLines == (quietly ? [] : [note] + holesOfTheSample.filter { $0.contains("order_sample") }))
    let rejected = try sqlite(sample.database, "SELECT line, rule, text FROM rejected")
    #expect(rejected == [["line": 162, "rule": "blank-line", "text": nil]])
    let counts = try sqlite(sample.database, "SELECT row_count, code_count FROM release")
    #expect(counts == [["row_count": 342, "code_count": 341]])
  }

  @Test func leavesTheProductsAndNothingElse() throws {
    let sample = try Sample.built()
    let names = try FileManager.default.contentsOfDirectory(atPath: sample.output.path).sorted()
    #expect(names == (["codeset.sqlite", "csv", "json", "manifest.json"] + optionalProducts).sorted())
  }

  /// One of an older build would be of other releases.
  @Test func aProductThatIsNotAskedForDoesNotStay() throws {
    let sample = try Sample.built()
    try sample.codeset("build").succeeded()
    let names = try FileManager.default.contentsOfDirectory(atPath: sample.output.path).sorted()
    #expect(names == ["codeset.sqlite", "csv", "json", "manifest.json"])
    try sample.codeset("verify").succeeded()
  }

  @Test func theDatabaseHoldsEveryRowOfTheOrderFiles() throws {
    let sample = try Sample.built()
    for system in ["icd10cm", "icd10pcs"] {
      // A second reading of the file, by the publisher's columns.
      let file = sample.inputs.appending(path: "\(system)_order_sample.txt")
      let rows: [[String]] = try python(
        """
        import json, sys
        text = open(sys.argv[1], encoding='ascii', newline='').read()
        print(json.dumps([[line[0:5], line[6:13].rstrip(), line[14], line[16:76].rstrip(), line[77:]]
                          for line in text.split('\\r\\n')[:-1]]))
        """, file.path)
      let stored = try sqlite(
        sample.database, "SELECT * FROM current_code WHERE system = '\(system)' ORDER BY ordinal")
      let printed = stored.map { row in
        let order = row["ordinal"]?.inCSV ?? ""
        return [String(repeating: "0", count: 5 - order.count) + order]
          + ["code", "billable", "short_title", "long_title"].map { row[$0]?.inCSV ?? "" }
      }
      #expect(printed == rows)
    }
  }

  @Test func theManifestHoldsTheHashesOfAllProductsAndInputs() throws {
    let sample = try Sample.built()
    let faults: [String] = try python(
      """
      import hashlib, json, os, sys
      inputs, output = sys.argv[1:]
      manifest = json.load(open(os.path.join(output, 'manifest.json'), encoding='utf-8'))
      faults = []
      def check(folder, path, entry):
        data = open(os.path.join(folder, path), 'rb').read()
        if hashlib.sha256(data).hexdigest() != entry['sha256'] or len(data) != entry['size']: faults.append(path)
      for entry in manifest['products']: check(output, entry['path'], entry)
      for release in manifest['releases']:
        for entry in release['inputs']: check(inputs, entry['file'], entry)
      named = [entry['path'] for entry in manifest['products']]
      found = [os.path.relpath(os.path.join(folder, name), output)
               for folder, _, names in os.walk(output) for name in names]
      if sorted(found) != sorted(named + ['manifest.json']): faults.append(f'{sorted(found)}')
      if named != sorted(named): faults.append('products are not sorted by path')
      if [entry['system'] for entry in manifest['releases']] != ['icd10cm', 'icd10pcs']: faults.append('releases')
      if manifest['program']['name'] != 'codeset' or not manifest['program']['version']: faults.append('program')
      print(json.dumps(faults))
      """, sample.inputs.path, sample.output.path)
    #expect(faults == [])
  }

  @Test func onlyTheChosenReleasesAreBuilt() throws {
    let sample = try Sample()
    let outcome = try sample.codeset("build", "--system", "icd10pcs", "--release", "sample")
    #expect(outcome.output.hasPrefix("icd10pcs sample: 21 rows = 21 codes + 0 rejected\n"))
    #expect(try sqliteColumn(sample.database, "SELECT DISTINCT system FROM code") == ["icd10pcs"])
    #expect(try files(in: sample.output).keys.allSatisfy { !$0.contains("icd10cm") })
  }

  /// A second, smaller set of products leaves nothing of the first.
  @Test func aRebuildReplacesWholeFolders() throws {
    let sample = try Sample.built()
    try sample.codeset("build", "--system", "icd10pcs").succeeded()
    let alone = try Sample()
    try alone.codeset("build", "--system", "icd10pcs").succeeded()
    #expect(differences(try files(in: sample.output), try files(in: alone.output)) == [])
  }

  @Test func aZipGivesTheSameCodesAsItsMember() throws {
    let sample = try Sample.built()
    let plain = try sqlite(sample.database, "SELECT * FROM code WHERE system = 'icd10cm'")
    let _: Bool = try python(
      """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED) as archive:
        archive.writestr('read me.txt', 'not this one')
        archive.write(sys.argv[1], 'folder/order file.txt')
      print('true')
      """, sample.inputs.appending(path: "icd10cm_order_sample.txt").path,
      sample.inputs.appending(path: "order.zip").path)
    try sample.register(file: "order.zip", member: "folder/order file.txt")
    try sample.codeset("build").succeeded()
    #expect(try sqlite(sample.database, "SELECT * FROM code") == plain)
    let release = try sqlite(sample.database, "SELECT file, member FROM release")
    #expect(release == [["file": "order.zip", "member": "folder/order file.txt"]])
  }
}
