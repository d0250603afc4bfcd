import CodeSetModel

extension Rule {
  static let annotationCode = Rule(
    "annotation-code", .error, "A code that is annotated is a code of a loaded release.")
  static let annotationRetired = Rule(
    "annotation-retired", .warning,
    "A code that is annotated, or a procedure, is in force in the newest release of its code set.")
  static let annotationProcedure = Rule(
    "annotation-procedure", .error,
    "The procedure of a scenario is a billable code of a loaded release of its code set.")
  static let annotationScenario = Rule(
    "annotation-scenario", .warning, "A procedure is at the position of a scenario of the same code.")
  static let procedureNotHeld = Rule(
    "procedure-not-held", .warning, "The code set of the procedures of scenarios is loaded.")
}

extension SystemHistory {
  /// What is to be said of the annotations of a release.
  func findings(onAnnotationsOf release: Release, among codes: inout CodesOfBuild) -> [Diagnostic] {
    let own = tables.annotations.filter { $0.release == release.label }
    guard !own.isEmpty else { return [] }
    let file =
      tables.inputs.first { $0.release == release.label && $0.role == .annotations }?.fileDescription ?? ""
    let scenarios = Set(own.filter { $0.topic == .scenario }.map { AnnotatedScenario($0) })
    var missing: Set<String> = []
    return own.flatMap { annotation -> [Diagnostic] in
      let place = Place(file: file, line: annotation.sourceLine)
      var found: [Diagnostic] = []
      if let fault = fault(ofCodeOf: annotation, at: place, among: &codes) { found.append(fault) }
      guard let procedure = annotation.procedure else { return found }
      if !scenarios.contains(AnnotatedScenario(annotation)) {
        found.append(
          Rule.annotationScenario.finding(
            "expected a scenario of \(annotation.code) at position \(annotation.position), found none",
            at: place, code: annotation.code))
      }
      if codes.index(of: procedure.system) != nil {
        if let fault = fault(of: procedure, at: place, among: &codes) { found.append(fault) }
      } else if missing.insert(procedure.system).inserted {
        found.append(
          Rule.procedureNotHeld.finding(
            "expected the codes of \(procedure.system) in this build, found none; its procedures are not checked",
            at: place))
      }
      return found
    }
  }

  private func fault(
    ofCodeOf annotation: Annotation, at place: Place, among codes: inout CodesOfBuild
  ) -> Diagnostic? {
    let system = system.id
    guard let row = codes.newestRow(of: annotation.code, in: system) else {
      return Rule.annotationCode.finding(
        "expected a code of \(system), found \(annotation.code)", at: place, code: annotation.code)
    }
    guard let end = codes.retirement(of: row) else { return nil }
    return Rule.annotationRetired.finding(
      "expected a code in force, found \(row.displayCode), which was until \(end)", at: place,
      code: annotation.code)
  }

  private func fault(
    of procedure: Annotation.Procedure, at place: Place, among codes: inout CodesOfBuild
  ) -> Diagnostic? {
    guard let row = codes.newestRow(of: procedure.code, in: procedure.system), row.isBillable else {
      return Rule.annotationProcedure.finding(
        "expected a billable code of \(procedure.system), found \(procedure.code)", at: place)
    }
    guard let end = codes.retirement(of: row) else { return nil }
    return Rule.annotationRetired.finding(
      "expected a procedure in force, found \(row.displayCode), which was until \(end)", at: place)
  }
}

/// Where a scenario and its procedures meet.
private struct AnnotatedScenario: Hashable {
  var code: String
  var position: Int

  init(_ annotation: Annotation) {
    code = annotation.code
    position = annotation.position
  }
}
