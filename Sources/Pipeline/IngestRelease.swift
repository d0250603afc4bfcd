import CodeSetModel
import Files
import Ingest

/// What the files of one release hold.
struct IngestedFiles: Sendable {
  var codes: IngestedRelease
  /// What the files beside the codes say.
  var companions = Companions()
  var inputs: [InputFile]
  var findings: [Diagnostic]
  /// Rows in = rows out + rejected, a line for each file.
  var summaries: [String]
}

extension RegistryEntry {
  /// Reads the release's files.
  ///
  /// - Parameter before: the lines of the release before, which need not be read again.
  func ingest(after before: OrderLines? = nil) throws(Failure) -> IngestedFiles {
    do throws(IngestError) {
      guard isLoaded else { return try derive() }
      var own = release
      // The next release may not be there yet: what ends this one is left to the history.
      own.until = statedUntil
      var codes = try Ingest.ingest(
        own, of: system, layout: layout, folder: folder, expectingSHA256: expectedSHA256,
        after: before)
      // These complete the codes before anything is said of them.
      let (completing, others) = (
        companions.filter { $0.kind?.completesCodes == true },
        companions.filter { $0.kind?.completesCodes != true }
      )
      let ofCodes = try completing.map { (file) throws(IngestError) in (file, try read(file, into: &codes)) }
      var files = IngestedFiles(
        codes: codes,
        inputs: [
          input(
            .codes, 1, release.file, release.member, sha256: codes.release.sha256,
            size: codes.release.fileSize)
        ], findings: codes.findings, summaries: [summary(of: codes)])
      if let declaration { files.inputs.append(declaration) }
      for (file, read) in ofCodes { add(read, of: file, to: &files) }
      for file in others { add(try read(file, into: &files.codes), of: file, to: &files) }
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
  private func read(
    _ file: CompanionFile, into codes: inout IngestedRelease
  ) throws(IngestError) -> ReadCompanion? {
    try file.kind?.read(
      CompanionSource(file, of: release, system: system, layout: layout, folder: folder), into: &codes)
  }

  /// Adds what was read of a file beside the codes.
  private func add(_ read: ReadCompanion?, of file: CompanionFile, to files: inout IngestedFiles) {
    guard let read, let kind = file.kind else { return }
    let (kept, rejected) = (read.keptCount, read.rejected.count)
    files.summaries.append(
      "\(system.id) \(release.label) \(file.role.rawValue): \(kept + rejected) rows = \(kept) "
        + "\(kind.plural) + \(rejected) rejected")
    let later = file.role == .addenda ? files.companions.addenda : nil
    let earlier = files.companions
    files.companions.add(read.tables)
    if let later, let earlier = files.companions.addenda {
      files.companions.add(earlier.followed(by: later))
    } else {
      for record in file.role.records { files.companions.join(earlier, read.tables, of: record, file) }
    }
    files.codes.rejected += read.rejected
    if var declaration = file.declarationFile {
      declaration.number = files.inputs.count { $0.role == .layout } + 1
      files.inputs.append(declaration)
    }
    files.inputs.append(
      input(file.role, file.number, file.file, file.member, sha256: read.sha256, size: read.fileSize))
    files.findings += read.findings
  }

  private func input(
    _ role: InputFile.Role, _ number: Int, _ file: String, _ member: String?, sha256: String, size: Int
  ) -> InputFile {
    InputFile(
      system: system.id, release: release.label, role: role, number: number, file: file, member: member,
      sha256: sha256, size: size)
  }
}

extension Companions {
  /// Puts what earlier files of a role said before what the last one says. The records of a declared file name it
  /// themselves.
  fileprivate mutating func join<Record: Sendable>(
    _ earlier: Companions, _ last: Companions, of record: Record.Type, _ file: CompanionFile
  ) {
    guard let before = earlier.table(of: record), let last = last.table(of: record) else { return }
    let name = file.declaration == nil ? last.file : before.file
    add(PublishedTable(file: name, records: before.records + last.records))
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
  /// What `ingest` left of the files beside a release's codes.
  ///
  /// - Parameter isWanted: whether the files of a role are needed; no others are read.
  func companions(
    of entry: RegistryEntry, where isWanted: (InputFile.Role) -> Bool
  ) throws -> Companions {
    var companions = Companions()
    for file in entry.companions where isWanted(file.role) {
      for record in file.role.records { try add(record, of: entry, file, to: &companions) }
    }
    return companions
  }

  private func add<Record: StageRow & Sendable>(
    _ record: Record.Type, of entry: RegistryEntry, _ file: CompanionFile, to companions: inout Companions
  ) throws {
    // One table has what all files of a role say, and the records of a declared file name it themselves.
    guard file.declaration == nil || companions.table(of: record) == nil else { return }
    companions.add(
      PublishedTable(
        file: file.description,
        records: try read(Record.self, "ingest", of: entry.system.id, entry.release.label)))
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
    for role in InputFile.Role.allCases {
      for record in role.records { add(record, of: ingested.companions) }
    }
    add(ingested.inputs)
    add(findings)
  }
  private mutating func add<Record: StageRow & Sendable>(_ record: Record.Type, of companions: Companions) {
    add(companions.table(of: record)?.records ?? [])
  }
}
