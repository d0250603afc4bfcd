import Foundation
import TestSupport
import Testing

/// The resources of FHIR R4, as an independent implementation and the rules of FHIR see them, and as the database has
/// their values: `Fixtures/fhir_check.py`.
@Suite(.needsPackages) struct FHIRTests {
  struct Build: Sendable, CustomTestStringConvertible {
    var registry: String
    /// Lines of what the check prints.
    var lines: [String]
    var testDescription: String { registry }
  }

  @Test(arguments: [
    Build(
      registry: "releases.csv",
      lines: [
        "CodeSystem-icd-10-cm.json: 341 concepts, fragment",
        "CodeSystem-icd-10-pcs.json: 21 concepts, fragment",
      ]),
    // Retired codes, and what replaced them.
    Build(
      registry: "history.csv",
      lines: [
        "CodeSystem-icd-10-cm.json: 218 concepts, fragment",
        "ConceptMap-icd-10-cm-replacements.json: 17 elements, 1 targets that no release held prints",
      ]),
    Build(
      registry: "crosswalk.csv",
      lines: [
        "CodeSystem-icd-9-cm.json: 100 concepts, fragment",
        "ConceptMap-icd-10-cm-to-icd-9-cm.json: 210 elements",
        "ConceptMap-icd-9-cm-to-icd-10-cm.json: 80 elements",
        "ValueSet-icd-10-cm-billable-second-trimester-codes.json: 14 codes",
      ]),
    Build(registry: "hcpcs.csv", lines: ["CodeSystem-hcpcs.json: 24 concepts, fragment"]),
    Build(registry: "clinic/releases.csv", lines: ["CodeSystem-clinic.json: 9 concepts, complete"]),
  ])
  func theResourcesAreValidAndAgreeWithTheDatabase(_ build: Build) throws {
    let folder = try TemporaryFolder()
    let registry = project.appending(path: "Inputs/sample/\(build.registry)")
    try built(registry, in: folder)
    let lines = try checked(folder).succeeded().output.split(separator: "\n").map(String.init)
    for line in build.lines { #expect(lines.contains(line), "\(line) in \(lines)") }
  }

  @Test(.needsReleases)
  func theOfficialReleasesAreValidAndAgreeWithTheDatabase() throws {
    let folder = try TemporaryFolder()
    try built(try #require(officialRegistry), "--release", "fy2025", in: folder)
    let output = try checked(folder).succeeded().output
    #expect(output.contains("CodeSystem-icd-10-cm.json: 97584 concepts, complete"))
    #expect(output.contains("CodeSystem-icd-10-pcs.json: 79856 concepts, complete"))
    #expect(output.contains("second-trimester-codes.json: 409 codes"))
  }

  /// Diagnoses and procedures of ICD-9-CM share HL7's url, and so a resource; the maps stay apart.
  @Test(.needsReleases)
  func bothVolumesOfICD9AreOneCodeSystem() throws {
    let folder = try TemporaryFolder()
    try built(try #require(officialRegistry), "--release", "v32", in: folder)
    let output = try checked(folder).succeeded().output
    #expect(output.contains("CodeSystem-icd-9-cm.json: 18449 concepts, fragment"))
    #expect(output.contains("ConceptMap-icd-9-pcs-to-icd-10-pcs.json: "))
  }

  /// The check sees what is wrong with a file.
  @Test(arguments: [
    (#"{"code":"O34.33""#, #"{"code":"O34.32""#, "csd-1: O34.32 is there 2 times"),
    (
      #""code":"trimester","valueString":"second""#, #""code":"term","valueString":"second""#,
      "property term is not declared"
    ),
    (
      #""code":"notSelectable","valueBoolean":false"#, #""code":"notSelectable","valueString":"false""#,
      "notSelectable is no boolean"
    ),
    (
      #""code":"parent","valueCode":"O34.3""#, #""code":"parent","valueCode":"O34.7""#,
      "parent O34.7 is not there"
    ),
    (
      #""code":"parent","valueCode":"O34""#, #""code":"parent","valueCode":"O34.3""#,
      "O34.3: stands below itself"
    ),
    (#""validFrom","valueDateTime":"2024-10-01""#, #""validFrom","valueDateTime":"2024-10-32""#, "is no day"),
    (#""valueBoolean":true}"#, #""valueBoolean":false}"#, "notSelectable False, expected True"),
    (#""content":"fragment""#, #""content":"supplement""#, "content"),
    (#""hierarchyMeaning":"is-a""#, #""hierarchyMeaning":"part-of""#, "hierarchyMeaning"),
    ("urn:oid:2.16.840.1.113883.6.90", "urn:oid:2.16.840.1.113883.6.91", "identifiers"),
    (#""designation""#, #""definition""#, "designation "),
    (#""status":"active""#, #""status":"new","extra":1"#, "the model says"),
    ("cervical incompetence, second", "cervical incompetence, 2nd", "display "),
  ])
  func aSpoiledCodeSystemIsFound(old: String, new: String, problem: String) throws {
    try spoiled("CodeSystem-icd-10-cm.json", of: "releases.csv", old, new, problem)
  }

  @Test(arguments: [
    (
      "icd-10-cm-to-icd-9-cm", #""equivalence":"relatedto""#, #""equivalence":"equivalent""#,
      " mappings are not"
    ),
    ("icd-10-cm-to-icd-9-cm", #","product":["#, #","dependsOn":["#, " mappings are not"),
    ("icd-10-cm-to-icd-9-cm", ", with ", ", without ", " mappings are not"),
    ("icd-9-cm-to-icd-10-cm", #"{"code":"O34.32""#, #"{"code":"O34.34""#, "target O34.34 is not there"),
    ("icd-10-cm-to-icd-9-cm", #""version":""#, #""version":"x"#, "version x"),
  ])
  func aSpoiledConceptMapIsFound(map: String, old: String, new: String, problem: String) throws {
    try spoiled("ConceptMap-\(map).json", of: "crosswalk.csv", old, new, problem)
  }

  @Test(arguments: [
    ("-billable-second-trimester", #""value":"second""#, #""value":"third""#, "14 in the database"),
    ("-billable-second-trimester", #""value":"false""#, #""value":"true""#, "14 in the database"),
    ("", #""immutable":true"#, #""immutable":false"#, "valueSet"),
  ])
  func aSpoiledValueSetIsFound(name: String, old: String, new: String, problem: String) throws {
    try spoiled("ValueSet-icd-10-cm\(name).json", of: "crosswalk.csv", old, new, problem)
  }

  private func spoiled(
    _ name: String, of registry: String, _ old: String, _ new: String, _ problem: String
  ) throws {
    let folder = try TemporaryFolder()
    try built(project.appending(path: "Inputs/sample/\(registry)"), in: folder)
    let file = folder.url.appending(path: "fhir/\(name)")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: file)
    let outcome = try checked(folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(problem), "\(outcome.errors)")
  }

  private func built(_ registry: URL, _ arguments: String..., in folder: TemporaryFolder) throws {
    let always = [
      "build", "--quiet", "--emit", "fhir", "--registry", registry.path, "--output", folder.url.path,
    ]
    try run(codesetPath, always + arguments).succeeded()
  }

  private func checked(_ folder: TemporaryFolder) throws -> Outcome {
    let script = project.appending(path: "Tests/Fixtures/fhir_check.py").path
    let (fhir, database) = (folder.url.appending(path: "fhir"), folder.url.appending(path: "codeset.sqlite"))
    return try run(pythonEnvironment, [script, fhir.path, database.path], environment: ["PYTHONUTF8": "1"])
  }
}
