import CodeSetModel

/// Writes the catalog as resources of FHIR R4 (4.0.1), a file each, for terminology servers to load.
///
/// - Parameter write: appends bytes to the file at a path relative to the folder.
package func writeFHIR(_ catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
  let systems = FHIRCodeSystem.all(of: catalog)
  try writeProperties(write: write)
  for system in systems {
    try writeCodeSystem(system, of: catalog, write: write)
    try writeWhole(
      system.name, uri: system.uri, publisher: system.publisher, isExtract: system.isExtract, write: write)
    try writeSecondTrimester(of: system, of: catalog, write: write)
    for codeSet in system.codeSets {
      try writeReplacements(of: codeSet, in: system, of: catalog, write: write)
    }
  }
  try writeCrosswalks(of: catalog, write: write)
  // A crosswalk may lead to a code system that is not in the build.
  var named = systems.map(\.uri)
  for target in catalog.crosswalkTargets where !named.contains(target.uri) {
    named.append(target.uri)
    try writeWhole(
      FHIRName(codeSystemOf: target), uri: target.uri, publisher: target.publisher, isExtract: false,
      write: write)
  }
}

/// Where the resources that HL7 has no name for are named: by a domain that nobody can own (RFC 2606), so
/// that the names clash with none. They are names; nothing is to be fetched there.
let ownNames = "https://codeset.example/fhir"

/// How many bytes are gathered before they are written.
let chunk = 1 << 20
