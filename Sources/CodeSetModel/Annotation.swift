/// What an organization keeps beside a code for those who document and code: clinical content of its own, not
/// the publisher's (table `annotation`). On a header it holds for every code below.
public struct Annotation: Hashable, Sendable {
  /// What an annotation tells, in the order in which a page shows it.
  public enum Topic: String, Sendable, CaseIterable {
    /// What the condition is.
    case overview
    /// What the record has to say.
    case documentation
    /// A patient to whom the code applies.
    case scenario
    /// A procedure that is performed in the scenario of the same position.
    case procedure
    /// Why this code and no other, and what hangs on it.
    case coding
  }

  public var system: String
  /// The code or header, undotted.
  public var code: String
  public var topic: Topic
  /// The place among the annotations of a topic, from 1; of a procedure, the position of its scenario.
  public var position: Int
  public var text: String
  /// Who says so: a document, a department, a person.
  public var source: String
  /// The code with which the text of a procedure begins: its code set, and itself, undotted.
  public var procedure: Procedure?
  /// The release that the annotations came with.
  public var release: String
  /// The line of their file, from 1.
  public var sourceLine: Int

  /// A procedure by its code.
  public struct Procedure: Hashable, Sendable {
    public var system: String
    public var code: String

    package init(system: String, code: String) {
      self.system = system
      self.code = code
    }
  }

  package init(
    system: String, code: String, topic: Topic, position: Int, text: String, source: String,
    procedure: Procedure? = nil, release: String, sourceLine: Int
  ) {
    self.system = system
    self.code = code
    self.topic = topic
    self.position = position
    self.text = text
    self.source = source
    self.procedure = procedure
    self.release = release
    self.sourceLine = sourceLine
  }
}

extension Annotation.Procedure {
  /// The code with which a text begins: `0UVC7ZZ` (ICD-10-PCS), `G0503` (HCPCS) or `67.59` (ICD-9-CM), followed
  /// by a blank, a colon, a comma or nothing.
  public init?(beginning text: String) {
    let word = text.prefix { !" :,;".contains($0) }
    let code = String(word.filter { $0 != "." }).uppercased()
    guard
      let system = Self.systems.first(where: { system in
        system.displayCode(code) == word.uppercased() && system.isProcedure(code)
      })
    else { return nil }
    self.init(system: system.id, code: code)
  }

  /// The code sets of procedures. No procedure of one could be one of another.
  private static let systems: [CodeSystem] = [.icd10pcs, .hcpcs, .icd9pcs]
}

extension CodeSystem {
  /// Whether a code could be that of a procedure: no header of ICD-10-PCS, no modifier of HCPCS.
  fileprivate func isProcedure(_ code: String) -> Bool {
    let bytes = Array(code.utf8)
    let isLong = self == .icd10pcs ? bytes.count == 7 : self == .hcpcs ? bytes.count == 5 : true
    return isLong && bytes.withUnsafeBytes { isWellFormed($0) }
  }
}

extension [Annotation] {
  /// In the order in which a page shows them: by topic, position, and line.
  public var inOrder: [Annotation] {
    let topics = Annotation.Topic.allCases
    return sorted { one, other in
      let places = [one, other].map { topics.firstIndex(of: $0.topic) ?? 0 }
      return (places[0], one.position, one.sourceLine) < (places[1], other.position, other.sourceLine)
    }
  }
}
