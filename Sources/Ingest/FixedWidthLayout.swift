/// How a publisher lays out the columns of a fixed-width file: the publisher's own numbers, from 1 and
/// inclusive. Columns that belong to no field are blank.
struct FixedWidthLayout: Sendable {
  /// What a group of columns holds.
  enum Field: String, Sendable {
    case orderNumber = "order number"
    case code
    case flag
    case shortTitle = "short title"
    case longTitle = "long title"
  }

  var name: String
  var columns: [(field: Field, columns: ClosedRange<Int>)]
  /// The field that takes the rest of the line, and the column it begins in.
  var last: (field: Field, column: Int)

  /// The order files of ICD-10-CM and ICD-10-PCS, as described in CMS's "ICD-10-CM Order Files":
  ///
  ///     26711 O3432   1 Maternal care for cervical incompetence, second trimester    Maternal care for cervical incompetence, second trimester
  static let cmsOrder = FixedWidthLayout(
    name: "cms-order",
    columns: [(.orderNumber, 1...5), (.code, 7...13), (.flag, 15...15), (.shortTitle, 17...76)],
    last: (.longTitle, 78))

  /// The columns of a field; those of the last one end with the line.
  func columns(of field: Field, lineLength: Int) -> ClosedRange<Int>? {
    if field == last.field { return last.column <= lineLength ? last.column...lineLength : nil }
    return columns.first { $0.field == field }?.columns
  }

  /// The columns between the fields, which are blank.
  var gaps: [Int] {
    let taken = Set(columns.flatMap { Array($0.columns) })
    return (1..<last.column).filter { !taken.contains($0) }
  }
}
