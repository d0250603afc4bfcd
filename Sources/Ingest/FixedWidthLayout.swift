import CodeSetModel

/// How a publisher lays out the columns of a fixed-width file: the publisher's own numbers, from 1 and
/// inclusive. Columns that belong to no field are blank.
struct FixedWidthLayout: Sendable {
  /// What a group of columns holds.
  enum Field: String, Sendable {
    case orderNumber = "order number"
    case action
    case code
    case flag
    case shortTitle = "short title"
    case longTitle = "long title"
    case sequence = "sequence number"
    case recordID = "record identification code"
    case pricing = "pricing indicator"
    case multiplePricing = "multiple pricing indicator"
    case coverageIssuesManual = "coverage issues manual reference"
    case carriersManual = "carriers manual reference"
    case statute
    case labCertification = "lab certification code"
    case crossReference = "cross reference code"
    case coverage = "coverage code"
    case ascGroup = "ASC payment group"
    case ascEffective = "ASC payment group effective date"
    case mogGroup = "MOG payment group"
    case mogPolicy = "MOG payment policy indicator"
    case mogEffective = "MOG effective date"
    case processingNote = "processing note number"
    case betos = "BETOS code"
    case typeOfService = "type of service code"
    case anesthesiaBaseUnits = "anesthesia base unit quantity"
    case added = "code added date"
    case effective = "action effective date"
    case terminated = "termination date"
    case recordAction = "action code"
    case filler
  }

  var name: String
  var columns: [(field: Field, columns: ClosedRange<Int>)]
  /// The field that takes the rest of the line, and the column it begins in.
  var last: (field: Field, column: Int)
  /// The columns between the fields, which are blank.
  private(set) var gaps: [Int]

  init(
    name: String, columns: [(field: Field, columns: ClosedRange<Int>)], last: (field: Field, column: Int)
  ) {
    self.name = name
    self.columns = columns
    self.last = last
    let taken = Set(columns.flatMap { Array($0.columns) })
    gaps = (1..<last.column).filter { !taken.contains($0) }
  }

  /// The order files of ICD-10-CM and ICD-10-PCS, as described in CMS's "ICD-10-CM Order Files":
  ///
  ///     26711 O3432   1 Maternal care for cervical incompetence, second trimester    Maternal care for cervical incompetence, second trimester
  static let cmsOrder = FixedWidthLayout(
    name: "cms-order",
    columns: [(.orderNumber, 1...5), (.code, 7...13), (.flag, 15...15), (.shortTitle, 17...76)],
    last: (.longTitle, 78))

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

  /// The columns of a field; those of the last one end with the line.
  func columns(of field: Field, lineLength: Int) -> ClosedRange<Int>? {
    if field == last.field { return last.column <= lineLength ? last.column...lineLength : nil }
    return columns.first { $0.field == field }?.columns
  }

  /// Holds a line to what every layout asks: printable characters, long enough for the last field, and blanks
  /// between the fields.
  func check(_ line: TextLine) throws(RowFault) {
    try checkCharacters(of: line)
    guard line.length >= last.column else {
      throw RowFault(
        RowRule.lineLength, line.length + 1,
        "expected at least \(last.column) columns, found \(line.length)")
    }
    for column in gaps where line[column...column].first != UInt8(ascii: " ") {
      throw RowFault(
        RowRule.columnGap, column,
        "expected a blank between two fields, found '\(string(line[column...column]))'")
    }
  }

  /// What a line that was checked holds in the columns of a field, and the first of these columns.
  func field(_ field: Field, on line: TextLine) -> (column: Int, bytes: UnsafeRawBufferPointer) {
    guard let found = optionalField(field, on: line) else {
      preconditionFailure("the layout \(name) has no \(field.rawValue)")
    }
    return found
  }

  /// The same for a field that not every layout has.
  func optionalField(_ field: Field, on line: TextLine) -> (column: Int, bytes: UnsafeRawBufferPointer)? {
    columns(of: field, lineLength: line.length).map { ($0.lowerBound, line[$0]) }
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
