import CSVTables
import CodeSetModel
import Foundation
import Pipeline
import TestSupport

extension FuzzedReader {
  /// The readers of the files between the stages: one for each type of row.
  static let ofStages: [FuzzedReader] = {
    var collector = RowTypes()
    Tables.forEach(&collector)
    let types: [any StageRow.Type] =
      collector.types + [OrderRecord.self, HCPCSRecord.self] + InputFile.Role.allCases.flatMap(\.records)
    var names: Set<String> = []
    return types.filter { names.insert($0.table.name).inserted }.map { ofStage($0) }
  }()

  private static func ofStage<Row: StageRow>(_ type: Row.Type) -> FuzzedReader {
    let name = Row.table.name
    return FuzzedReader(name: "stage-\(name)", samples: Builds.shared.tables[name] ?? []) { bytes in
      let rows: [Row]
      do throws(Diagnostic) {
        rows = try readTable(Row.self, bytes, file: "\(name).csv")
      } catch {
        return nil
      }
      // Every row is read, and says the same when it is written again.
      let records = LineAccount(bytes).otherRecords.count
      guard rows.count == records - 1 else { throw LostRows("\(records - 1) rows, \(rows.count) read") }
      var writer = CSVWriter(Row.table, reserving: bytes.count)
      for row in rows { writer.append(row) }
      let written = Array(writer.buffer.bytes)
      var again = CSVWriter(Row.table, reserving: bytes.count)
      do throws(Diagnostic) {
        for row in try readTable(Row.self, written, file: "\(name).csv") { again.append(row) }
      } catch {
        throw LostRows("what was written of \(name) is not read: \(error)")
      }
      guard written == Array(again.buffer.bytes) else {
        throw LostRows("\(name) changes when it is written again")
      }
      return rows.count
    }
  }
}

/// The type of the rows of each published table.
private struct RowTypes: TableVisitor {
  var types: [any StageRow.Type] = []
  mutating func visit<Row: StageRow>(_ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin) {
    types.append(Row.self)
  }
}

/// What the samples are built into.
struct Builds: Sendable {
  static let shared = Builds()

  /// The files of each table that has rows, by its name.
  private(set) var tables: [String: [[UInt8]]] = [:]
  private let folders: [TemporaryFolder]

  /// The artifact of a registry of the samples.
  func artifact(_ place: Int) -> String { "\(folders[place].url.path)/codeset.sqlite" }

  private init() {
    var folders: [TemporaryFolder] = []
    for registry in FuzzedReader.registries.prefix(5) {
      guard let folder = try? TemporaryFolder() else { continue }
      folders.append(folder)
      let (output, registry) = (folder.url.path, project.appending(path: registry).path)
      _ = try? Pipeline.build(BuildRequest(registry: registry, output: output, jobs: 1))
      guard let stages = try? Stages(registry: registry, output: output),
        let read = try? Registry(path: registry)
      else { continue }
      for entry in read.entries { _ = try? stages.ingest(entry.system.id, entry.release.label) }
      addTables(below: output)
    }
    self.folders = folders
  }

  private mutating func addTables(below folder: String) {
    let files = FileManager.default.enumerator(atPath: folder)
    while let file = files?.nextObject() as? String {
      guard file.hasSuffix(".csv"), let data = FileManager.default.contents(atPath: "\(folder)/\(file)"),
        data.count(where: { $0 == UInt8(ascii: "\n") }) > 1
      else { continue }
      let name = URL(filePath: file).deletingPathExtension().lastPathComponent
      tables[name, default: []].append(Array(data.prefix(20_000)).wholeLines)
    }
  }
}

extension [UInt8] {
  /// The lines that are whole.
  fileprivate var wholeLines: [UInt8] { Array(self[...(lastIndex(of: UInt8(ascii: "\n")) ?? 0)]) }
}
