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
  resource.begin("compose")
  resource.text.append("{\"include\":[{\"system\":" as StaticString)
  resource.text.append(quoted: uri)
  resource.text.append("}]}" as StaticString)
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
  resource.begin("compose")
  resource.text.append("{\"inactive\":false,\"include\":[{\"system\":" as StaticString)
  resource.text.append(quoted: system.uri)
  resource.text.append(
    """
    ,"filter":[
    {"property":"trimester","op":"=","value":"second"},
    {"property":"notSelectable","op":"=","value":"false"}
    ]}]}
    """ as StaticString)
  try resource.finish(to: write)

  head.id += "-codes"
  head.url += "-codes"
  head.name += "_CODES"
  head.title += ", one by one"
  head.description =
    "The codes in force with release \(system.newest.label) that are valid for submission and name the second trimester."
  resource = ResourceText(head)
  resource.begin("compose")
  resource.text.append("{\"inactive\":false,\"include\":[{\"system\":" as StaticString)
  resource.text.append(quoted: system.uri)
  resource.text.append(",\"version\":" as StaticString)
  resource.text.append(quoted: system.newest.version)
  resource.text.append(",\"concept\":" as StaticString)
  for (place, code) in codes.enumerated() {
    resource.text.appendLine(isFirst: place == 0)
    resource.text.append("{\"code\":\"" as StaticString)
    resource.text.append(code.displayCode)
    resource.text.append("\",\"display\":" as StaticString)
    resource.text.append(quoted: code.longTitle)
    resource.text.append("}" as StaticString)
    try resource.pass(to: write)
  }
  resource.text.append("\n]}]}" as StaticString)
  try resource.finish(to: write)
}
