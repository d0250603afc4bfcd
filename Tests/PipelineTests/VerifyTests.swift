import Foundation
import TestSupport
import Testing

/// `codeset verify`: whether the products are whole and belong together.
@Suite struct VerifyTests {
  static let products = [
    "codeset.sqlite", "csv/code.csv", "csv/code_system.csv", "csv/release.csv", "csv/section.csv",
    "csv/rejected.csv", "csv/datapackage.json", "json/index.json", "json/icd10cm/codes.json",
    "json/icd10cm/categories/O34.json", "json/icd10pcs/codes.json",
  ]

  @Test func passesAfterABuild() throws {
    let sample = try Sample.built()
    let outcome = try sample.codeset("verify")
    #expect(outcome.status == 0)
    let count = try files(in: sample.output).count - 1
    #expect(outcome.output == "Outputs: \(count) files, all as the manifest says\n")
    #expect(outcome.errors == "")
  }

  @Test(arguments: products, [0.0, 0.5, 1.0])
  func failsWhenOneByteIsAnother(_ product: String, at fraction: Double) throws {
    let sample = try Sample.built()
    let url = sample.output.appending(path: product)
    var bytes = try Data(contentsOf: url)
    bytes[Int(Double(bytes.count - 1) * fraction)] ^= 0x01
    try bytes.write(to: url)
    let outcome = try sample.codeset("verify")
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errorLines.first?.hasPrefix("Outputs/\(product): expected sha256 ") == true)
    #expect(
      outcome.errorLines.last == "codeset: Outputs: the products do not belong together; build them again")
  }

  @Test(arguments: products)
  func failsWhenAFileIsMissing(_ product: String) throws {
    let sample = try Sample.built()
    try FileManager.default.removeItem(at: sample.output.appending(path: product))
    let outcome = try sample.codeset("verify")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Outputs/\(product): expected a file of "))
  }

  @Test(arguments: ["csv/notes.csv", "json/icd10cm/categories/O34.json~", "json/.hidden"])
  func failsWhenAFileIsAdded(_ path: String) throws {
    let sample = try Sample.built()
    try Data("new".utf8).write(to: sample.output.appending(path: path))
    let outcome = try sample.codeset("verify")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Outputs/\(path): expected no such file"))
  }

  @Test func failsWhenTheProductsAreOfTwoBuilds() throws {
    let (sample, other) = (try Sample.built(), try Sample())
    try other.editRegistry(replacing: "2024-10-01", with: "2025-10-01")
    try other.codeset("build").succeeded()
    let csv = sample.output.appending(path: "csv")
    try FileManager.default.removeItem(at: csv)
    try FileManager.default.copyItem(at: other.output.appending(path: "csv"), to: csv)
    #expect(try sample.codeset("verify").status == 1)
  }

  /// The hash alone would not tell: the manifest is made to fit the broken database.
  @Test(arguments: [
    ("UPDATE code SET release = 'fy1999' WHERE code = 'O3432'", "a row of code refers to no row of release"),
    (
      "PRAGMA writable_schema = ON; "
        + "UPDATE sqlite_schema SET sql = replace(sql, 'member TEXT', 'member TEXT NOT NULL') WHERE name = 'release'",
      "NULL value in release.member"
    ),
  ])
  func failsWhenSQLiteItselfComplains(_ change: String, message: String) throws {
    let sample = try Sample.built()
    try run("sqlite3", ["-batch", "-cmd", ".dbconfig defensive off", sample.database.path, change])
      .succeeded()
    let _: Bool = try python(
      """
      import hashlib, json, sys
      path, database = sys.argv[1:]
      manifest = json.load(open(path, encoding='utf-8'))
      data = open(database, 'rb').read()
      entry, = [entry for entry in manifest['products'] if entry['path'] == 'codeset.sqlite']
      entry['sha256'], entry['size'] = hashlib.sha256(data).hexdigest(), len(data)
      json.dump(manifest, open(path, 'w', encoding='utf-8'))
      print('true')
      """, sample.output.appending(path: "manifest.json").path, sample.database.path)
    let outcome = try sample.codeset("verify")
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.first?.hasPrefix("Outputs/codeset.sqlite: ") == true)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func isStatusThreeWithoutAManifest() throws {
    let sample = try Sample.built()
    let manifest = sample.output.appending(path: "manifest.json")
    try FileManager.default.removeItem(at: manifest)
    let missing = try sample.codeset("verify")
    #expect(missing.status == 3)
    #expect(
      missing.errors == "codeset: Outputs/manifest.json: cannot be read: No such file or directory\n")
    try Data("[]".utf8).write(to: manifest)
    let other = try sample.codeset("verify")
    #expect(other.status == 3)
    #expect(other.errors.contains("Outputs/manifest.json: expected a manifest"))
  }

  @Test func takesAnotherFolder() throws {
    let sample = try Sample.built()
    try FileManager.default.moveItem(at: sample.output, to: sample.url.appending(path: "elsewhere"))
    #expect(try sample.codeset("verify", "elsewhere").status == 0)
    #expect(try sample.codeset("verify").status == 3)
  }

  /// A pipe is not waited for.
  @Test(arguments: [
    (
      "csv/code.csv", "mv Outputs/csv/code.csv . && ln -s ../../code.csv Outputs/csv/code.csv",
      "a symbolic link"
    ),
    ("codeset.sqlite", "mv Outputs/codeset.sqlite . && ln -s ../codeset.sqlite Outputs", "a symbolic link"),
    (
      "csv/release.csv", "rm Outputs/csv/release.csv && mkfifo Outputs/csv/release.csv",
      "a pipe, socket or device"
    ),
    (
      "codeset.sqlite", "rm Outputs/codeset.sqlite && mkfifo Outputs/codeset.sqlite",
      "a pipe, socket or device"
    ),
  ])
  func failsWhenAFileIsNone(_ path: String, change: String, kind: String) throws {
    let sample = try Sample.built()
    let outcome = try sample.bash("\(change) && timeout 60 \"$codeset\" verify")
    #expect(outcome.status == 1)
    #expect(
      outcome.errorLines.contains {
        $0.hasPrefix("Outputs/\(path): expected a file of ") && $0.hasSuffix("found \(kind)")
      }, "\(outcome.errors)")
  }

  @Test func failsWhenAFolderIsALink() throws {
    let sample = try Sample.built()
    let outcome = try sample.bash("mv Outputs/json . && ln -s ../json Outputs/json && \"$codeset\" verify")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Outputs/json: expected no such file"), "\(outcome.errors)")
  }

  @Test func aManifestThatIsAPipeIsNotWaitedFor() throws {
    let sample = try Sample.built()
    let outcome = try sample.bash(
      "rm Outputs/manifest.json && mkfifo Outputs/manifest.json && timeout 60 \"$codeset\" verify")
    #expect(outcome.status == 3)
    #expect(outcome.errors == "codeset: Outputs/manifest.json: cannot be read: not a file\n")
  }

  /// Everything that a manifest says is compared.
  @Test(arguments: [
    ("entry['size'] += 1", "codeset.sqlite: expected sha256 "),
    ("manifest['program']['schema'] += 1", "manifest.json: expected products of codeset with schema "),
    ("manifest['program']['name'] = 'other'", "manifest.json: expected products of codeset with schema "),
    (
      "release['effective'] = '2020-01-01'",
      "codeset.sqlite: expected the releases icd10cm sample 2020-01-01 "
    ),
    ("release['inputs'][0]['size'] += 1", "codeset.sqlite: expected codes of icd10cm sample with sha256 "),
    (
      "release['inputs'][0]['sha256'] = '0' * 64",
      "csv/input.csv: expected codes of icd10cm sample with sha256 \(String(repeating: "0", count: 64)) "
    ),
    (
      "release['inputs'] = []",
      "csv/input.csv: expected no file that the manifest does not name, found codes of "
    ),
    ("manifest['products'].append(entry)", "codeset.sqlite: expected a file of "),
    (
      "manifest['products'].append(dict(entry, path='../Inputs/sample/releases.csv'))",
      "../Inputs/sample/releases.csv: expected a file of "
    ),
  ])
  func failsWhenTheManifestSaysOtherwise(_ change: String, message: String) throws {
    let sample = try Sample.built()
    let _: Bool = try python(
      """
      import json, sys
      manifest = json.load(open(sys.argv[1], encoding='utf-8'))
      entry, = [entry for entry in manifest['products'] if entry['path'] == 'codeset.sqlite']
      release = manifest['releases'][0]
      \(change)
      json.dump(manifest, open(sys.argv[1], 'w', encoding='utf-8'))
      print('true')
      """, sample.output.appending(path: "manifest.json").path)
    let outcome = try sample.codeset("verify")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Outputs/\(message)"), "\(outcome.errors)")
  }

  /// One who reads waits for no other who does.
  @Test func doesNotWaitForAnotherReader() throws {
    let outcome = try Sample.built().bash(
      """
      exec 9< Outputs
      flock --shared 9
      timeout 60 "$codeset" verify 9<&-
      """)
    #expect(outcome.status == 0)
    #expect(!outcome.errors.contains("waiting"))
  }

  /// The test locks the folder as a build does, spoils a file, and mends it once verify has said that it waits.
  @Test func waitsForABuildBesideIt() throws {
    let sample = try Sample.built()
    let outcome = try sample.bash(
      """
      exec 9< Outputs
      flock --exclusive 9
      mv Outputs/csv .
      "$codeset" verify 2> waiting 9<&- & verify=$!
      for try in $(seq 3000); do
        grep -q "waiting for another build into Outputs" waiting && break
        sleep 0.01
      done
      mv csv Outputs
      flock --unlock 9
      wait $verify
      """)
    #expect(outcome.status == 0)
    #expect(
      try String(contentsOf: sample.url.appending(path: "waiting"), encoding: .utf8)
        == "codeset: waiting for another build into Outputs\n")
  }
}
