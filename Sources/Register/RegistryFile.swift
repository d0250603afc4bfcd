import CSVTables
import CodeSetModel
import Files
import Foundation

/// The registry into which rows are written, as far as `register` reads it.
struct RegistryFile {
  /// A row that is there.
  struct Row {
    var system, release, effective, role, layout, file, member, sha256, url: String
    var line: Int
  }

  let path: String
  private(set) var rows: [Row] = []
  /// The addresses whose files turned out to have nothing to register, the newest at the end.
  var lookedInto: [String]
  private let text: [UInt8]

  /// Reads it; one that does not exist has no rows.
  init(path: String) throws(Failure) {
    self.path = path
    let looked = Self.lookedIntoPath(of: path)
    lookedInto =
      FileManager.default.fileExists(atPath: looked)
      ? String(decoding: try readFile(looked), as: UTF8.self).split(separator: "\n").map(String.init) : []
    guard FileManager.default.fileExists(atPath: path) else {
      text = Array("\(NewRow.header)\n".utf8)
      return
    }
    text = try readFile(path)
    let table: CSVTable
    do throws(Diagnostic) {
      table = try CSVTable(text, file: path)
    } catch {
      throw Failure(.notFound, "\(error)")
    }
    guard table.header.joined(separator: ",") == NewRow.header else {
      throw Failure(
        .notFound,
        "\(path): expected the columns \(NewRow.header), found \(table.header.joined(separator: ","))")
    }
    rows = table.records.filter { $0.values.count == table.header.count }.map { line, values in
      let fields = values.map { $0 ?? "" }
      return Row(
        system: fields[0], release: fields[1], effective: fields[2], role: fields[4], layout: fields[5],
        file: fields[6], member: fields[7], sha256: fields[8], url: fields[9],
        line: line)
    }
  }

  /// Where the addresses are kept from run to run: without them, each refresh would fetch those files again.
  private static func lookedIntoPath(of registry: String) -> String { "\(registry).looked-into" }

  /// Whether a file of this address is registered, or was looked into by an earlier run.
  func knows(_ url: String) -> Bool { rows.contains { $0.url == url } || lookedInto.contains(url) }

  /// The folder to which its files are relative.
  var folder: String {
    let above = Files.folder(above: path)
    return above.isEmpty ? "." : above
  }

  /// A path as the registry names it: relative to its folder where it is below it, else absolute.
  func name(of path: String) -> String {
    let base = URL(filePath: folder).standardizedFileURL.path
    let full = URL(filePath: path).standardizedFileURL.path
    let prefix = base.hasSuffix("/") ? base : base + "/"
    return full.hasPrefix(prefix) ? String(full.dropFirst(prefix.count)) : full
  }

  /// The newest day of a code set.
  func newest(of system: String) -> CalendarDay? {
    rows.filter { $0.system == system }.compactMap { CalendarDay($0.effective) }.max()
  }

  /// The newest release with codes of a code set.
  func newestRelease(of system: String) -> String? {
    rows.filter { $0.system == system && $0.role == "codes" && !$0.file.isEmpty }
      .max { $0.effective < $1.effective }?.release
  }

  func has(_ role: String, of system: String, _ release: String) -> Bool {
    rows.contains { $0.system == system && $0.release == release && $0.role == role }
  }

  /// Adds rows at the end. Readers see the old registry or the new one.
  func add(_ new: [NewRow]) throws(Failure) {
    if !lookedInto.isEmpty {
      try replaceFile(
        Self.lookedIntoPath(of: path), with: Array((lookedInto.joined(separator: "\n") + "\n").utf8))
    }
    guard !new.isEmpty else { return }
    let end = text.last == UInt8(ascii: "\n") ? "" : "\n"
    let lines = new.map { $0.line + "\n" }.joined()
    let above = Files.folder(above: path)
    if !above.isEmpty { try makeFolder(above) }
    try replaceFile(path, with: text + Array((end + lines).utf8))
  }
}
