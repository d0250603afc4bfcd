import CodeSetModel

/// How a publisher lays out the columns of a fixed-width file: the publisher's own numbers, from 1 and
/// inclusive. Columns that belong to no field are blank.
struct FixedWidthLayout: Hashable, Sendable {
  var name: String
  private let fields: [FieldColumns]
  /// The field that takes the rest of the line, and the column it begins in.
  private let lastField: Field
  private let lastColumn: Int
  /// The column that it ends in at the latest; `nil`: wherever the line ends.
  private let end: Int?
  /// The column that every line reaches: where the last field begins that is never blank. What comes after it may
  /// be left out where it is blank; publishers and editors trim the ends of lines.
  private let reached: Int
  /// The columns between the fields, which are blank.
  private(set) var gaps: [Int]

  init(
    name: String, columns: [(field: Field, columns: ClosedRange<Int>)], last: (field: Field, column: Int),
    end: Int? = nil, neverBlank: Field? = nil
  ) {
    self.name = name
    fields = columns.map { FieldColumns(field: $0.field, columns: $0.columns) }
    (lastField, lastColumn) = last
    self.end = end
    let taken = Set(columns.flatMap { Array($0.columns) })
    let needed = columns.first { $0.field == neverBlank }?.columns.lowerBound
    reached = needed ?? last.column
    gaps = (1..<last.column).filter { !taken.contains($0) }
  }

  private struct FieldColumns: Hashable {
    var field: Field
    var columns: ClosedRange<Int>
  }

  /// The addenda of each code set that has them. ICD-10-CM prints the flag of a row:
  ///
  ///     Revise from: 0 O1001   Pre-existing essential hypertension complicating pregnancy,  Pre-existing essential hypertension complicating pregnancy,
  ///
  /// and ICD-10-PCS does not:
  ///
  ///     Add:         XW023X7 Introduce Tixagev/Cilgavim in Muscle, Perc, New Tech 7       Introduction of Tixagevimab and Cilgavimab Monoclonal Antibody into Muscle, Percutaneous Approach, New Technology Group 7
  static let cmsOrderAddenda: [CodeSystem: FixedWidthLayout] = [
    .icd10cm: FixedWidthLayout(
      name: "cms-order-addenda",
      columns: [(.action, 1...13), (.flag, 14...14), (.code, 16...22), (.shortTitle, 24...83)],
      last: (.longTitle, 85)),
    .icd10pcs: FixedWidthLayout(
      name: "cms-order-addenda",
      columns: [(.action, 1...13), (.code, 14...20), (.shortTitle, 22...81)],
      last: (.longTitle, 83)),
  ]

  /// The columns of a field.
  func columns(of field: Field) -> ClosedRange<Int>? {
    field == lastField ? lastColumn...(end ?? .max) : fields.first { $0.field == field }?.columns
  }

  /// Holds a line to what every layout asks: printable characters, long enough for the last field that is never
  /// blank, and blanks between the fields and after them.
  func check(_ line: TextLine) throws(RowFault) {
    try checkCharacters(of: line)
    guard line.length >= reached else {
      throw RowFault(
        RowRule.lineLength, line.length + 1,
        "expected at least \(reached) columns, found \(line.length)")
    }
    for column in gaps where column <= line.length && line[column...column].first != UInt8(ascii: " ") {
      throw RowFault(
        RowRule.columnGap, column,
        "expected a blank between two fields, found '\(string(line[column...column]))'")
    }
    guard let end, line.length > end else { return }
    for column in (end + 1)...line.length where line[column...column].first != UInt8(ascii: " ") {
      throw RowFault(
        RowRule.columnGap, column,
        "expected no more than \(end) columns, found '\(string(line[column...column]))'")
    }
  }

  /// What a line that was checked has in the columns of a field, and the first of these columns. Of what is after
  /// the end of the line, nothing.
  func field(_ field: Field, on line: TextLine) -> (column: Int, bytes: UnsafeRawBufferPointer) {
    guard let found = optionalField(field, on: line) else {
      preconditionFailure("the layout \(name) has no \(field.rawValue)")
    }
    return found
  }

  /// The same for a field that not every layout has.
  func optionalField(_ field: Field, on line: TextLine) -> (column: Int, bytes: UnsafeRawBufferPointer)? {
    columns(of: field).map { columns in
      let end = min(columns.upperBound, line.length)
      return (
        columns.lowerBound,
        columns.lowerBound <= end
          ? line[columns.lowerBound...end] : UnsafeRawBufferPointer(rebasing: line.bytes[..<0])
      )
    }
  }
}

/// Holds a line to printable characters.
func checkCharacters(of line: TextLine) throws(RowFault) {
  guard let (offset, value) = firstControlCharacter(in: line.bytes) else { return }
  let column = line.column(ofByteAt: offset)
  if value == 0x09 {
    throw RowFault(RowRule.tab, column, "expected blanks between the columns, found a tab")
  }
  throw RowFault(
    RowRule.controlCharacter, column,
    "expected printable characters, found the control character \(hexadecimal(value))")
}
