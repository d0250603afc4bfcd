import CodeSetModel
import Files
import Ingest

/// What the files of one release hold.
struct IngestedFiles: Sendable {
  var codes: IngestedRelease
  var addenda: Addenda?
  var conversion: ConversionTable?
  var companions = Companions()
  var inputs: [InputFile]
  var findings: [Diagnostic]
  /// Rows in = rows out + rejected, a line for each file of which that is counted.
  var summaries: [String]
}

extension RegistryEntry {
  /// Reads the release's files.
  ///
  /// - Parameter before: the lines of the release before, which need not be read again.
  func ingest(after before: OrderLines? = nil) throws(Failure) -> IngestedFiles {
    do throws(IngestError) {
      var own = release
      // The next release may not be there yet: what ends this one is left to the history.
      own.until = statedUntil
      var codes = try Ingest.ingest(
        own, of: system, layout: layout, folder: folder, expectingSHA256: expectedSHA256,
        after: before)
      let titles = try companion(.shortTitles).map { (file) throws(IngestError) in
        let titles = try ingestShortTitles(
          file: file.file, member: file.member, layout: layout, folder: folder,
          expectingSHA256: file.expectedSHA256, of: system, into: &codes)
        return (findings: titles.findings, input: input(file, sha256: titles.sha256, size: titles.fileSize))
      }
      codes.completeTitles()
      var files = IngestedFiles(
        codes: codes,
        inputs: [
          input(
            .codes, release.file, release.member, sha256: codes.release.sha256, size: codes.release.fileSize)
        ], findings: codes.findings, summaries: [summary(of: codes)])
      if let declaration { files.inputs.append(declaration) }
      if let titles {
        files.inputs.append(titles.input)
        files.findings += titles.findings
      }
      for companion in companions { try read(companion, into: &files) }
      return files
    } catch {
      switch error {
      case .unreadable(let message): throw Failure(.inputOutput, message)
      case .notAsRegistered(let message): throw Failure(.notFound, message)
      case .lostZeros(let message, let codes):
        throw Failure(.notFound, message + (sibling.flatMap { $0.title(ofOneOf: codes, in: self) } ?? ""))
      }
    }
  }

  /// Reads a file beside the codes.
  private func read(_ file: CompanionFile, into files: inout IngestedFiles) throws(IngestError) {
    switch file.role {
    // Read together with the codes.
    case .codes, .layout, .shortTitles: return
    case .addenda:
      let read = try ingestAddenda(
        file: file.file, member: file.member, of: system, folder: folder,
        expectingSHA256: file.expectedSHA256)
      files.addenda = Addenda(file: read.file, records: read.records, counts: read.counts)
      files.inputs.append(input(file, sha256: read.sha256, size: read.fileSize))
      files.findings += read.findings
    case .conversion:
      let read = try ingestConversion(
        file: file.file, member: file.member, folder: folder, expectingSHA256: file.expectedSHA256)
      files.conversion = ConversionTable(release: release.label, file: read.file, records: read.records)
      files.inputs.append(input(file, sha256: read.sha256, size: read.fileSize))
      files.findings += read.findings
    case .crosswalk:
      let read = try ingestEquivalenceMappings(file, of: release, system: system, folder: folder)
      files.companions.crosswalk = add(read, "mappings", of: file, to: &files)
    case .poaExempt:
      let read = try ingestPOAExempt(file, of: release, system: system, folder: folder)
      files.companions.poaExempt = add(read, "codes", of: file, to: &files)
    case .groups:
      let read = try ingestClinicalClassifications(file, of: release, system: system, folder: folder)
      files.companions.groups = add(read, "codes", of: file, to: &files)
    case .annotations:
      let read = try ingestAnnotations(file, of: release, system: system, folder: folder)
      files.companions.annotations = add(read, "annotations", of: file, to: &files)
    }
  }

  /// Adds what was read of a file whose rows say more of the codes.
  ///
  /// - Parameter kind: what its records are, for people.
  private func add<Record>(
    _ read: IngestedCompanion<Record>, _ kind: String, of file: CompanionFile, to files: inout IngestedFiles
  ) -> PublishedTable<Record> {
    let (kept, rejected) = (read.records.count, read.rejected.count)
    files.summaries.append(
      "\(system.id) \(release.label) \(file.role.rawValue): \(kept + rejected) rows = \(kept) \(kind) + "
        + "\(rejected) rejected")
    files.codes.rejected += read.rejected
    files.inputs.append(input(file, sha256: read.sha256, size: read.fileSize))
    files.findings += read.findings
    return read.table
  }

  private func input(_ file: CompanionFile, sha256: String, size: Int) -> InputFile {
    input(file.role, file.file, file.member, sha256: sha256, size: size)
  }

  private func input(
    _ role: InputFile.Role, _ file: String, _ member: String?, sha256: String, size: Int
  ) -> InputFile {
    InputFile(
      system: system.id, release: release.label, role: role, file: file, member: member, sha256: sha256,
      size: size)
  }
}

extension SiblingRelease {
  /// What this release calls a code that another lost, for a sentence: `; v32 has 0010 Cholera ...`.
  fileprivate func title(ofOneOf codes: [String], in entry: RegistryEntry) -> String? {
    let own = try? Ingest.ingest(
      release, of: entry.system, layout: layout, folder: entry.folder, expectingSHA256: nil)
    return own?.records.first { codes.contains($0.code) }
      .map { "; \(release.label) has \($0.code) \($0.longTitle)" }
  }
}

extension StageFiles {
  /// The addenda that `ingest` left of a release, where the registry names some.
  func addenda(of entry: RegistryEntry) throws -> Addenda? {
    guard let file = entry.companion(.addenda) else { return nil }
    let (system, label) = (entry.system.id, entry.release.label)
    return Addenda(
      file: file.description, records: try read(AddendaRecord.self, "ingest", of: system, label),
      counts: try read(AddendaCount.self, "ingest", of: system, label))
  }

  /// The conversion table that `ingest` left of a release, where the registry names one.
  func conversion(of entry: RegistryEntry) throws -> ConversionTable? {
    guard let file = entry.companion(.conversion) else { return nil }
    let (system, label) = (entry.system.id, entry.release.label)
    return ConversionTable(
      release: label, file: file.description,
      records: try read(ConversionRecord.self, "ingest", of: system, label))
  }
}

extension StageFiles {
  /// What `ingest` left of the files that say more of a release's codes.
  func companions(of entry: RegistryEntry) throws -> Companions {
    Companions(
      crosswalk: try table(of: entry, .crosswalk), poaExempt: try table(of: entry, .poaExempt),
      groups: try table(of: entry, .groups), annotations: try table(of: entry, .annotations))
  }

  private func table<Record: StageRow>(
    of entry: RegistryEntry, _ role: InputFile.Role
  ) throws -> PublishedTable<Record>? {
    guard let file = entry.companion(role) else { return nil }
    return PublishedTable(
      file: file.description,
      records: try read(Record.self, "ingest", of: entry.system.id, entry.release.label))
  }
}

/// Rows in = rows out + rejected.
func summary(of ingested: IngestedRelease) -> String {
  let release = ingested.release
  return "\(release.system) \(release.label): \(release.rowCount) rows = \(ingested.records.count) codes"
    + " + \(ingested.rejected.count { $0.role == .codes }) rejected"
}

extension StageTables {
  /// Adds all tables of what was read of a release.
  mutating func add(_ ingested: IngestedFiles, _ findings: [Diagnostic]) {
    add(ingested.codes.records)
    add(ingested.codes.hcpcs)
    add([ingested.codes.release])
    add(ingested.codes.rejected)
    add(ingested.addenda?.records ?? [])
    add(ingested.addenda?.counts ?? [])
    add(ingested.conversion?.records ?? [])
    add(ingested.companions.crosswalk?.records ?? [])
    add(ingested.companions.poaExempt?.records ?? [])
    add(ingested.companions.groups?.records ?? [])
    add(ingested.companions.annotations?.records ?? [])
    add(ingested.inputs)
    add(findings)
  }
}
