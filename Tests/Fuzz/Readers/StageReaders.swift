import CSVTables
import CodeSetModel

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
    // swift-format-ignore: OnlyOneTrailingClosureArgument
    return FuzzedReader(
      name: "stage-\(name)", samples: { [sample(of: Row.table)] }
    ) { bytes in
      let rows: [Row]
      do throws(Diagnostic) {
        rows = try readTable(Row.self, bytes, file: "\(name).csv")
      } catch {
        return nil
      }
      // Every row is read, and says the same when it is written again.
      let lines = LineAccount(bytes)
      let records = lines.otherRecords.count { !isBlank(lines.lines[$0 - 1]) }
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

  /// A table whose values are as its columns say: every word of a vocabulary, and nothing where that may be.
  private static func sample(of table: Table) -> [UInt8] {
    let rows = (0..<12).map { row in
      table.columns.map { column in
        if column.isOptional, row.isMultiple(of: 3) { return "" }
        if !column.vocabulary.isEmpty { return column.vocabulary[row % column.vocabulary.count] }
        switch column.kind {
        case .text: return "\"A0\(row), so-called\""
        case .date: return "20\(row + 10)-10-01"
        case .integer: return "\(row + 1)"
        case .boolean: return "\(row % 2)"
        }
      }
    }
    let lines = [table.columns.map(\.name)] + rows
    return Array(lines.map { $0.joined(separator: ",") + "\n" }.joined().utf8)
  }
}

/// The type of the rows of each published table.
private struct RowTypes: TableVisitor {
  var types: [any StageRow.Type] = []
  mutating func visit<Row: StageRow>(_ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin) {
    types.append(Row.self)
  }
}
