import CodeSetModel
import Files
import Ingest

// Releases that no file holds, made from the release after them.

extension RegistryEntry {
  /// The releases whose files are read for this one: itself, or where no file holds it the one before, which the addenda
  /// may be relative to, and the one after.
  var sources: [RegistryEntry] { isLoaded ? [self] : before + after }

  /// Makes a release that no file holds: the addenda of the release after it are undone, and their footer proves that
  /// they lead to the release before. Addenda that lead back to the release before this one are relative to that one and
  /// say nothing of this.
  ///
  /// - Returns: the release with the basis `addenda`; or, without codes, with the basis `unknown`.
  func derive() throws(IngestError) -> IngestedFiles {
    var release = release
    release.until = statedUntil
    release.basis = .unknown
    var files = IngestedFiles(
      codes: IngestedRelease(release: release, records: [], rejected: [], findings: []), inputs: [],
      findings: [],
      summaries: [
        "\(system.id) \(release.label): no file, and no addenda that lead to it; its codes are not known"
      ])
    guard let next = after.first, next.isLoaded, before.allSatisfy(\.isLoaded) else { return files }
    let published = try next.readCodes()
    var undone = UndoneAddenda(after: published.records)
    var inputs = [next.release.input(published, of: self)]
    for file in next.companions(.addenda) {
      let read = try ingestAddenda(
        CompanionSource(file, of: next.release, system: system, layout: next.layout, folder: folder))
      let addenda = Addenda(read)
      guard read.rejected.isEmpty, undone.undo(addenda) else { return files }
      inputs.append(
        InputFile(
          system: system.id, release: release.label, role: .addenda, number: file.number, file: file.file,
          member: file.member, sha256: read.sha256, size: read.fileSize))
    }
    guard let records = undone.proven else { return files }
    if let earlier = before.first, undone.isSame(as: try earlier.readCodes().records) { return files }
    release.basis = .addenda
    (release.file, release.member) = (next.release.file, next.release.member)
    (release.sha256, release.fileSize) = (published.release.sha256, published.release.fileSize)
    release.rowCount = records.count
    files.codes = IngestedRelease(release: release, records: records, rejected: [], findings: [])
    files.inputs = inputs
    files.summaries = [
      "\(system.id) \(release.label): \(records.count) codes, those of \(next.release.label) with its addenda undone"
    ]
    return files
  }

  /// The codes of a release that is loaded.
  private func readCodes() throws(IngestError) -> IngestedRelease {
    var codes = try Ingest.ingest(
      release, of: system, layout: layout, folder: folder, expectingSHA256: expectedSHA256)
    // The release that is read after it alone needs them.
    codes.lines = nil
    return codes
  }
}

extension Release {
  /// The file of the release after, as the input of one that is made from it.
  fileprivate func input(_ read: IngestedRelease, of derived: RegistryEntry) -> InputFile {
    InputFile(
      system: system, release: derived.release.label, role: .codes, file: file, member: member,
      sha256: read.release.sha256, size: read.release.fileSize)
  }
}

extension Addenda {
  /// Addenda as they were read.
  fileprivate init(_ read: IngestedCompanion<AddendaRecord>) {
    self.init(
      file: read.name, records: read.records, counts: read.further.table(of: AddendaCount.self)?.records ?? []
    )
  }
}
