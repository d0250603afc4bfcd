import CodeSetModel
import Files

/// The files that a registry names with their urls, those of all roles and of all code sets.
package struct FetchList {
  static let noURL = Rule("no-url", .note, "A release that is to be fetched has a file with a url.")
  static let rules = [noURL]

  private let path: String
  /// The folder of the registry, to which the files are relative.
  package var folder: String { registryFolder(path) }
  private var rows: [FetchRow] = []
  /// What the rows say of each file.
  private var files: [String: StatedFile] = [:]
  /// What is wrong with its rows.
  package private(set) var findings: [Diagnostic] = []

  /// Reads the registry.
  ///
  /// - Throws: `Failure` when it cannot be read.
  package init(registry path: String) throws(Failure) {
    self.path = path
    let table = try RegistryTable(path: path, needing: FetchRow.columns)
    if let fault = table.fault { findings.append(fault) }
    for row in table.rows {
      do throws(Diagnostic) {
        // A release that is known and not loaded has nothing to fetch.
        guard let fetched = try FetchRow(row) else { continue }
        try files[fetched.file, default: StatedFile()].add(fetched)
        rows.append(fetched)
      } catch {
        findings.append(error)
      }
    }
  }

  /// The files of some systems and releases, each once; no names mean all.
  package func files(systems: [String], releases: [String]) throws(Failure) -> [RegisteredFile] {
    let ofSystems = rows.filter { systems.isEmpty || systems.contains($0.system) }
    for system in systems where !ofSystems.contains(where: { $0.system == system }) {
      throw Failure(.notFound, "\(path) has no code set '\(system)'; it has \(listed(rows.map(\.system)))")
    }
    for label in releases where !ofSystems.contains(where: { $0.release == label }) {
      let registered = listed(ofSystems.map { "\($0.system) \($0.release)" })
      throw Failure(.notFound, "\(path) has no release '\(label)'; it has \(registered)")
    }
    let chosen = ofSystems.filter { releases.isEmpty || releases.contains($0.release) }
    return unique(chosen.map(\.file)).compactMap(file)
  }

  /// Which of the releases that are named have nothing to fetch; of no names, whether all have nothing.
  package func notes(systems: [String], releases: [String]) -> [Diagnostic] {
    let ofSystems = rows.filter { systems.isEmpty || systems.contains($0.system) }
    guard !releases.isEmpty else {
      guard ofSystems.allSatisfy({ file($0.file) == nil }) else { return [] }
      return [Self.noURL.finding("expected a url, found none", at: Place(file: path, line: 1))]
    }
    return unique(releases).compactMap { label in
      let ofRelease = ofSystems.filter { $0.release == label }
      guard let first = ofRelease.first, ofRelease.allSatisfy({ file($0.file) == nil }) else { return nil }
      return Self.noURL.finding("expected a url of release \(label), found none", at: first.place)
    }
  }

  /// What all rows that name a file say of it; nothing where none has a url.
  private func file(_ name: String) -> RegisteredFile? {
    files[name]?.url.map { url in
      RegisteredFile(file: name, registry: path, url: url.text, sha256: files[name]?.sha256?.text)
    }
  }

  /// Writes into the registry that a file has another hash: a hash is in the rows of one file alone.
  package func accept(_ sha256: String, for file: RegisteredFile) throws(Failure) {
    guard let old = file.sha256 else { return }
    let text = String(decoding: try readFile(path), as: UTF8.self)
    // The registry may write it in capital letters.
    let changed = text.replacing(old, with: sha256).replacing(old.uppercased(), with: sha256)
    try replaceFile(path, with: Array(changed.utf8))
  }

  private func listed(_ names: [String]) -> String { enumeration(of: unique(names)) }

  /// The names without those that came before.
  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}

/// One row of the registry, as far as fetching is concerned.
private struct FetchRow {
  static let columns = ["system", "release", "file", "sha256", "url"]

  let row: RegistryRow
  let system, release, file: String
  let url, sha256: String?
  var place: Place { row.place }

  /// - Returns: `nil` where the row names no file.
  /// - Throws: the finding that says what is wrong with the row.
  init?(_ row: RegistryRow) throws(Diagnostic) {
    try row.check()
    self.row = row
    system = try row.required("system")
    release = try row.required("release")
    if row.fields["file"] == nil, row.fields["url"] == nil { return nil }
    file = try row.required("file")
    (url, sha256) = (row.fields["url"], row.fields["sha256"]?.lowercased())
    // What is not fetched may be anywhere.
    guard let url else { return }
    guard isWebAddress(url) else { throw row.fault("a url of http or https", "'\(url)'") }
    guard isFetchTarget(file, registry: place.file) else {
      throw row.fault(
        "the file to be a path below the registry's folder, neither hidden nor the registry or a makefile",
        "'\(file)'")
    }
    if let sha256, sha256.utf8.count != 64 || !sha256.utf8.allSatisfy(isHexadecimalDigit) {
      throw row.fault("the sha256 as 64 hexadecimal digits", "'\(sha256)'")
    }
  }

}

/// What the rows of a file say of it, each thing with the line that is the first to say it.
private struct StatedFile {
  private(set) var url, sha256: (text: String, line: Int)?

  /// - Throws: a finding where a row says something else than those before.
  mutating func add(_ row: FetchRow) throws(Diagnostic) {
    let line = row.place.line
    if let text = row.url, let url, url.text != text {
      throw row.row.fault("the url that line \(url.line) has for this file", "'\(text)'")
    }
    if let text = row.sha256, let sha256, sha256.text != text {
      throw row.row.fault("the sha256 that line \(sha256.line) has for this file", "'\(text)'")
    }
    url = url ?? row.url.map { ($0, line) }
    sha256 = sha256 ?? row.sha256.map { ($0, line) }
  }
}

/// Whether a text is the address of something that can be fetched.
private func isWebAddress(_ text: String) -> Bool {
  let start = ["http://", "https://"].first { text.lowercased().hasPrefix($0) }
  guard let start, let first = text.utf8.dropFirst(start.utf8.count).first else { return false }
  return first != UInt8(ascii: "/") && text.utf8.allSatisfy(isVisible)
}

/// Whether a byte of a text is neither a blank nor a control character.
private func isVisible(_ byte: UInt8) -> Bool {
  byte > UInt8(ascii: " ") && byte != 0x7F
}

private func isHexadecimalDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
}
