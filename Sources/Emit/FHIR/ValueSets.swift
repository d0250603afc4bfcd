import CodeSetModel

/// The name of the value set that holds a whole code system.
func wholeName(_ name: FHIRName) -> String { "\(ownNames)/ValueSet/\(name.id)" }

/// Writes `ValueSet-ID.json`, all codes of a code system: what the concept maps map from and to. The code
/// system refers to it, which FHIR allows for one that is immutable.
func writeWhole(
  _ name: FHIRName, uri: String, publisher: String, isExtract: Bool,
  write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  var resource = ResourceText(
    ResourceHead(
      type: "ValueSet", id: name.id, url: wholeName(name), name: "\(name.name)_ALL",
      title: "All codes of \(name.title)", isExperimental: isExtract, publisher: publisher,
      description: "Every code of the code system, of any version."))
  resource.add("immutable", true)
  resource.beginCompose(of: uri)
  resource.endCompose()
  try resource.finish(to: write)
}

/// Writes two value sets of the billable codes in force that name the second trimester, where there are some:
/// by their properties, for servers that evaluate filters, and one by one, for the others.
func writeSecondTrimester(
  of system: FHIRCodeSystem, of catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  let codes = system.concepts.map { catalog.codes[$0.upperBound] }.filter {
    $0.axes.trimester == .second && $0.isBillable && !system.isInactive($0)
  }
  guard !codes.isEmpty else { return }
  let id = "\(system.name.id)-billable-second-trimester"
  var head = ResourceHead(
    type: "ValueSet", id: id, url: "\(ownNames)/ValueSet/\(id)", version: system.newest.version,
    name: "\(system.name.name)_BILLABLE_SECOND_TRIMESTER",
    title: "\(system.name.title), billable codes of the second trimester", isExperimental: system.isExtract,
    date: system.newest.effective, publisher: system.publisher,
    description:
      "The codes in force that are valid for submission and name the second trimester, by their properties.")
  var resource = ResourceText(head)
  resource.beginCompose(of: system.uri, inactive: false)
  resource.text.key("filter")
  resource.text.beginArray()
  for (property, value) in [("trimester", "second"), ("notSelectable", "false")] {
    resource.text.beginLine()
    resource.text.beginObject()
    resource.text.member("property", property)
    resource.text.member("op", "=")
    resource.text.member("value", value)
    resource.text.endObject()
  }
  resource.text.endLines()
  resource.endCompose()
  try resource.finish(to: write)

  head.id += "-codes"
  head.url += "-codes"
  head.name += "_CODES"
  head.title += ", one by one"
  head.description =
    "The codes in force with release \(system.newest.label) that are valid for submission and name the second trimester."
  resource = ResourceText(head)
  resource.beginCompose(of: system.uri, inactive: false)
  resource.text.member("version", system.newest.version)
  resource.text.key("concept")
  resource.text.beginArray()
  for code in codes {
    resource.text.beginLine()
    resource.text.beginObject()
    resource.text.member("code", code.displayCode)
    resource.text.member("display", code.longTitle)
    resource.text.endObject()
    try resource.pass(to: write)
  }
  resource.text.endLines()
  resource.endCompose()
  try resource.finish(to: write)
}

extension ResourceText {
  /// Begins what a value set is composed of, codes of one code system, up to how they are chosen.
  ///
  /// - Parameter inactive: whether codes that are not in force are among them, where that is said.
  fileprivate mutating func beginCompose(of system: String, inactive: Bool? = nil) {
    begin("compose")
    text.beginObject()
    if let inactive { text.member("inactive", inactive) }
    text.key("include")
    text.beginArray()
    text.beginObject()
    text.member("system", system)
  }

  fileprivate mutating func endCompose() {
    text.endObject()
    text.endArray()
    text.endObject()
  }
}
