import CodeSetModel

/// What the concepts of a code system have besides code, display and designation: `CodeSystem.property`.
///
/// Axis values are strings. A property of type `code` refers to a concept of the same code system, and
/// "second" is none of ICD-10-CM.
struct ConceptProperty {
  enum ValueType: String {
    case code, string, boolean, dateTime
  }

  var code: String
  var type: ValueType
  var meaning: String
  /// Whether HL7 defines it, in http://hl7.org/fhir/concept-properties. `retirementDate` is there since R5;
  /// R4 has none for that, and allows any uri. What R5 calls `effectiveDate` is another day than `validFrom`:
  /// the one on which the status of the concept changed last.
  var isStandard = false

  var uri: String {
    isStandard ? "http://hl7.org/fhir/concept-properties#\(code)" : "\(Self.ownSystem)#\(code)"
  }

  /// The code system that defines what HL7 does not.
  static let ownSystem = "\(ownNames)/CodeSystem/\(ownID)"
  static let ownID = "codeset-properties"

  static let parent = ConceptProperty(
    code: "parent", type: .code, meaning: "The code directly above this one.",
    isStandard: true)

  static let all =
    [
      ConceptProperty(
        code: "notSelectable", type: .boolean,
        meaning: "True: a header, which is not valid for submission. False: a code that is.", isStandard: true
      ),
      ConceptProperty(
        code: "inactive", type: .boolean,
        meaning: "True: no longer in force when the newest release begins; left out for all others.",
        isStandard: true),
      ConceptProperty(
        code: "validFrom", type: .dateTime,
        meaning: "The first day in force, as far as the loaded releases show."),
      ConceptProperty(
        code: "retirementDate", type: .dateTime,
        meaning: "The first day no longer in force, as far as the loaded releases show.", isStandard: true),
      ConceptProperty(
        code: "kind", type: .string,
        meaning: "\"modifier\": two characters that say more of a code of HCPCS; left out for codes."),
      ConceptProperty(
        code: "flag", type: .string, meaning: "What the newest list of its kind says of the code: poa_exempt."
      ),
      ConceptProperty(
        code: "group", type: .string,
        meaning:
          "A classification and the group in it that the code belongs to, by the newest list: ccs 11.6.3."),
    ]
    + Axis.allCases.map { axis in
      ConceptProperty(
        code: axis.rawValue, type: .string,
        meaning: "\(axis.meaning.capitalizedFirst): \(axis.vocabulary.joined(separator: ", ")).")
    }
    + notes.map(\.property)

  /// The notes of a tabular list that are properties; an inclusion term is a designation.
  static let notes: [(kind: Note.Kind, property: ConceptProperty)] = Note.Kind.allCases.filter {
    $0 != .inclusionTerm
  }.map { kind in
    (
      kind,
      ConceptProperty(
        code: "\(kind)", type: .string,
        meaning: kind == .seventhCharacter
          ? "A seventh character of the codes below it, and what it means."
          : "What the tabular list says of the concept and of all below it: \(kind.rawValue.replacing("_", with: " "))."
      )
    )
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// Writes the code system in which the properties are defined that HL7 does not define.
func writeProperties(write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
  let own = ConceptProperty.all.filter { !$0.isStandard }
  var resource = ResourceText(
    ResourceHead(
      type: "CodeSystem", id: ConceptProperty.ownID, url: ConceptProperty.ownSystem,
      name: "CODESET_PROPERTIES",
      title: "Properties of codes",
      description:
        "What codeset reads from the titles and the history of codes, beyond the properties of HL7."))
  resource.add("caseSensitive", true)
  resource.add("content", "complete")
  resource.add("count", own.count)
  resource.beginArray("concept")
  for property in own {
    resource.text.beginLine()
    resource.text.beginObject()
    resource.text.member("code", property.code)
    resource.text.member("display", property.code)
    resource.text.member("definition", property.meaning)
    resource.text.endObject()
  }
  resource.text.endLines()
  try resource.finish(to: write)
}
