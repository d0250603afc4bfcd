import CodeSetModel

/// An annotation, with the procedure that it names.
public struct AnnotationRow: Sendable {
  public var annotation: Annotation
  /// The newest row of the procedure's code; `nil` where it names none, or no release in the build has it.
  public var procedure: CodeRow?
}

extension CodeDatabase {
  /// What is kept beside a code and the headers above it, in the order of a page: of the newest release that came
  /// with annotations.
  ///
  /// - Parameter codes: the code, and the headers above it.
  func annotations(of codes: [CodeRow]) throws -> [AnnotationRow] {
    guard let system = codes.first?.system else { return [] }
    let newest = try file.values(
      """
      SELECT release FROM release JOIN (SELECT DISTINCT system, release FROM annotation) USING (system, release)
      WHERE system = :system ORDER BY effective DESC LIMIT 1
      """, ["system": system])
    guard let release = newest.first?.first ?? nil else { return [] }
    let annotations: [Annotation] = try codes.flatMap { code in
      try file.rows(
        "WHERE system = :system AND release = :release AND code = :code",
        ["system": system, "release": release, "code": code.code])
    }
    return try annotations.inOrder.map { annotation in
      AnnotationRow(
        annotation: annotation,
        procedure: try annotation.procedure.flatMap { try newestRow(of: $0.code, in: $0.system) })
    }
  }
}
