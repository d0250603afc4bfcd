import CodeSetModel

/// What the judgement of a code by its day needs of a row of `code`: a part of it, read without the rest.
package struct CodeInTime {
  package var code: String
  package var displayCode: String
  package var validFrom: CalendarDay
  package var validTo: CalendarDay?
  package var isBillable: Bool
  package var isModifier: Bool
  package var basis: CodeRow.ValidityBasis?
  package var title: String
}

extension CodeDatabase {
  /// Hands over every row of a code set in published order, those of one code together by date.
  package func forEachCode(of system: String, _ body: (CodeInTime) -> Void) throws {
    try file.forEachRow(
      """
      SELECT code, display_code, valid_from, valid_to, billable, kind, valid_from_basis, long_title
      FROM code WHERE system = :system ORDER BY id
      """, ["system": system]
    ) { row in
      body(
        CodeInTime(
          code: row.text(0), displayCode: row.text(1), validFrom: try row.day(2),
          validTo: try row.optionalDay(3),
          isBillable: row.integer(4) == 1, isModifier: row.text(5) == Code.Kind.modifier.rawValue,
          basis: CodeRow.ValidityBasis(rawValue: row.text(6)), title: row.text(7)))
    }
  }

  /// The headline values of every row of a code set, in the same order.
  package func axes(of system: String) throws -> [AxisValues] {
    let columns = Axis.allCases.map(\.rawValue).joined(separator: ", ")
    var values: [AxisValues] = []
    try file.forEachRow("SELECT \(columns) FROM code WHERE system = :system ORDER BY id", ["system": system])
    {
      row in
      var own = AxisValues()
      for axis in Axis.allCases {
        guard let value = row.optionalText(axis.number) else { continue }
        own[number: axis] = (axis.vocabulary.firstIndex(of: value) ?? -1) + 1
      }
      values.append(own)
    }
    return values
  }

  /// Which codes stand for which since when, by date.
  package func replacements(in system: String) throws -> [Replacement] {
    try file.rows("WHERE system = :system ORDER BY effective, code", ["system": system])
  }
}
