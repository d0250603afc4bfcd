import Check
import CodeSetModel
import Foundation
import Lookup
import Pipeline
import TestSupport

extension FuzzedReader {
  /// The readers of tables of codes and of artifacts.
  static let ofDatabases = [check, artifact]

  /// A table of claims, read whole and in pieces.
  // swift-format-ignore: OnlyOneTrailingClosureArgument
  private static let check = FuzzedReader(name: "check", samples: { [claims] }) { bytes in
    guard let whole = try? checked(bytes, inPiecesOf: bytes.count) else { return nil }
    let pieces = try? checked(bytes, inPiecesOf: 7)
    guard whole.output == pieces?.output else { throw LostRows("a table is read otherwise in pieces") }
    let (rows, codes, blanks) = (whole.summary.rowCount, whole.summary.codeCount, whole.summary.blankCount)
    guard rows == codes + blanks else { throw LostRows("\(rows) rows, \(codes) codes + \(blanks) blank") }
    return rows
  }

  private static let claims = Array(
    """
    claim,dx,day,note
    1,O34.32,2024-11-03,"second ""trimester"",
    twice"
    2,o3432 ,2025-01-31,
    3,O34.3,2024-11-03,x
    4,,2024-11-03,
    5,A00.O,2024-11-03,
    6,LT,,
    7,0UVC7ZZ,3/1/2025,

    """.utf8)

  private static func checked(
    _ bytes: [UInt8], inPiecesOf size: Int
  ) throws -> (output: [UInt8], summary: CheckSummary) {
    let database = try CodeDatabase(path: artifactOfSample.get().path, today: "2025-06-01")
    let request = CheckRequest(
      codeColumns: ["dx"], dayColumn: "day", day: "2024-11-03", systemColumn: nil, separator: nil,
      delimiter: nil,
      onlyProblems: false, format: .csv)
    var (output, rest): ([UInt8], ArraySlice<UInt8>) = ([], bytes[...])
    let run = CheckRun(
      request, by: try Judge(database, system: nil), system: nil, report: { _ in "" },
      write: { output += $0 })
    let summary = try run.check { piece in
      piece += rest.prefix(size)
      rest = rest.dropFirst(size)
    }
    return (output, summary)
  }

  /// An artifact that is damaged, or that somebody made.
  // swift-format-ignore: OnlyOneTrailingClosureArgument
  private static let artifact = FuzzedReader(
    name: "artifact", samples: { [contents(of: artifactOfClinic)] }
  ) { bytes in
    let file = try ScratchFile(bytes)
    guard let database = try? CodeDatabase(path: file.path, today: "2025-06-01") else { return nil }
    for code in ["LAB-001", "A00", "O30-O48", "LAB-OO1"] {
      _ = try? database.records(for: code, system: nil)
      _ = try? database.meaning(of: code, system: nil, on: "2026-02-01")
    }
    _ = try? database.search(
      "blood", SearchFilter(system: nil, trimester: nil, laterality: nil, billableOnly: true), limit: 5)
    for release in database.releases { _ = try? database.summary(of: release) }
    return database.releases.count
  }

  private static let artifactOfSample = Result { try Artifact(of: "Inputs/sample/releases.csv") }
  private static var artifactOfClinic: Result<Artifact, any Error> {
    Result { try Artifact(of: "Inputs/sample/clinic/releases.csv") }
  }

  private static func contents(of artifact: Result<Artifact, any Error>) -> [UInt8] {
    let path = (try? artifact.get().path) ?? ""
    return FileManager.default.contents(atPath: path).map { Array($0) } ?? []
  }
}

/// What a registry of the samples is built into, by several threads.
private final class Artifact: Sendable {
  private let folder: TemporaryFolder
  var path: String { "\(folder.url.path)/codeset.sqlite" }

  init(of registry: String) throws {
    folder = try TemporaryFolder()
    let request = BuildRequest(
      registry: project.appending(path: registry).path, output: folder.url.path, products: Product.allCases,
      jobs: 4)
    guard try !build(request).isStopped else { throw LostRows("\(registry) is not built") }
  }
}
