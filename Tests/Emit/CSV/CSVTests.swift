import Foundation
import SmallCatalog
import TestSupport
import Testing

/// `csv/`, read by Python's csv module and by the program itself.
@Suite struct CSVTests {
  let emitted: Emitted
  var folder: URL { emitted.output.appending(path: "csv") }

  init() throws {
    emitted = try Emitted()
  }

  @Test(arguments: smallCatalog)
  func pythonReadsEveryValue(_ table: ExpectedTable) throws {
    let records = try csvRecords(folder.appending(path: "\(table.name).csv"))
    #expect(records == [table.columns] + table.rows.map { $0.map(\.inCSV) })
  }

  /// RFC 4180: a quote is doubled and text is in quotes. Lines end in LF, and no value is no quotes.
  @Test(arguments: smallCatalog)
  func isWrittenAsDocumented(_ table: ExpectedTable) throws {
    let text = try Data(contentsOf: folder.appending(path: "\(table.name).csv"))
    #expect(String(decoding: text, as: UTF8.self) == csvText(of: table))
  }

  @Test func whatIsNotThereIsAnEmptyField() throws {
    let text = try String(contentsOf: folder.appending(path: "code.csv"), encoding: .utf8)
    // The section and the short title of O34.33.
    #expect(text.contains("\"O343\",1,,\"code\",1,,\"tab"))
  }

  /// What a code set comes to is put where the last stage looks for its rows, and emitted once more.
  @Test func itsOwnReaderReadsBackEveryByte() throws {
    try emitted.emit("csv", "--system", "icd10cm")
    let first = try files(in: folder)
    #expect(first["code.csv"].map { String(decoding: $0, as: UTF8.self) }?.contains("妊娠") == true)
    for name in [
      "axis_mention.csv", "change.csv", "code.csv", "code_flag.csv", "code_group.csv", "crosswalk.csv",
      "family.csv", "hcpcs_detail.csv", "index_term.csv", "input.csv", "note.csv", "note_reference.csv",
      "reconciliation.csv", "rejected.csv", "release.csv", "replacement.csv", "section.csv",
      "synonym.csv",
    ] {
      let stage = emitted.output.appending(path: "stages/history/icd10cm/\(name)")
      try #require(first[name]).write(to: stage)
    }
    try FileManager.default.removeItem(at: folder)
    try emitted.emit("csv", "--system", "icd10cm")
    #expect(differences(first, try files(in: folder)) == [])
  }

  /// The pivots are in SQLite, and in JSON.
  @Test func theFilesAreTheTablesButPivotAndTheDataPackage() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(
      files == [
        "annotation.csv", "axis_mention.csv", "change.csv", "code.csv", "code_flag.csv", "code_group.csv",
        "code_system.csv",
        "crosswalk.csv", "datapackage.json", "family.csv", "finding.csv", "hcpcs_detail.csv",
        "index_term.csv",
        "input.csv",
        "note.csv",
        "note_reference.csv", "pcs_definition.csv", "pcs_table.csv",
        "reconciliation.csv", "rejected.csv", "release.csv", "release_gap.csv", "replacement.csv",
        "section.csv", "synonym.csv",
      ])
  }

  @Test(arguments: smallCatalog.map { ($0.name, $0.columns) })
  func theDataPackageDescribesTheColumnsInOrder(table: String, columns: [String]) throws {
    let described: [String] = try python(
      """
      import json, sys
      package = json.load(open(sys.argv[1], encoding='utf-8'))
      resource, = [each for each in package['resources'] if each['path'] == sys.argv[2] + '.csv']
      assert resource['name'] == sys.argv[2] and resource['encoding'] == 'utf-8' and resource['description']
      fields = resource['schema']['fields']
      assert all(field['description'] for field in fields)
      print(json.dumps([field['name'] for field in fields]))
      """, folder.appending(path: "datapackage.json").path, table)
    #expect(described == columns)
    let header = try csvRecords(folder.appending(path: "\(table).csv")).first
    #expect(header == columns)
  }

  /// A small Frictionless validator: types, required values, vocabularies, keys and references.
  @Test func theRowsAreAsTheDataPackageSays() throws {
    let violations: [String] = try python(
      """
      import csv, datetime, json, os, sys
      folder = sys.argv[1]
      package = json.load(open(os.path.join(folder, 'datapackage.json'), encoding='utf-8'))
      assert package['$schema'] == 'https://datapackage.org/profiles/2.0/datapackage.json'
      tables, violations = {}, []
      for resource in package['resources']:
        with open(os.path.join(folder, resource['path']), newline='', encoding='utf-8') as file:
          tables[resource['name']] = list(csv.DictReader(file, strict=True))
      read = {'integer': int, 'string': str, 'date': datetime.date.fromisoformat}
      for resource in package['resources']:
        name, schema = resource['name'], resource['schema']
        rows = tables[name]
        for field in schema['fields']:
          for row in rows:
            value, limits = row[field['name']], field['constraints']
            # An empty short title is text all the same; the model's other texts are never empty.
            if value in schema['missingValues'] and field['name'] != 'short_title':
              if limits['required']: violations.append(f"{name}.{field['name']}: required")
              continue
            if 'enum' in limits and value not in limits['enum']: violations.append(f'{name}: {value}')
            if field['type'] == 'boolean':
              if value not in field['trueValues'] + field['falseValues']: violations.append(f'{name}: {value}')
            else: read[field['type']](value)
        def keys(rows, names): return [tuple(row[each] for each in names) for row in rows]
        # What replaces what has no key: a code may replace nothing, and is listed all the same.
        primary = keys(rows, schema.get('primaryKey', [each['name'] for each in schema['fields']]))
        if not primary or len(set(primary)) != len(primary): violations.append(f'{name}: primary key')
        for key in schema['foreignKeys']:
          other = tables[key['reference']['resource'] or name]
          known = set(keys(other, key['reference']['fields']))
          violations += [f'{name}: {each}' for each in keys(rows, key['fields']) if all(each) and each not in known]
      print(json.dumps(violations))
      """, folder.path)
    #expect(violations == [])
  }
}
