import ArgumentParser
import CodeSetModel
import Ingest
import Validate

/// Stage 1: the published files of a release, line by line.
struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Stage 1: read the published files of a release, every line kept or rejected.")

  @OptionGroup var release: ReleaseArguments
  @OptionGroup var options: FolderOptions

  func run() throws {
    let entries = try options.releases(systems: [release.system], labels: [release.release])
    var report = FindingsReport(verbosity: options.verbosity, folder: options.folder)
    for entry in entries {
      let ingested = try entry.ingest()
      let findings = excuse(ingested.findings, of: ingested.codes.release)
      report.add(findings)
      try report.finish()
      try options.stages.write("ingest", of: release.system, release.release) { tables in
        tables.add(ingested.codes.records)
        tables.add(ingested.codes.hcpcs)
        tables.add([ingested.codes.release])
        tables.add(ingested.codes.rejected)
        tables.add(ingested.addenda?.records ?? [])
        tables.add(ingested.addenda?.counts ?? [])
        tables.add(ingested.conversion?.records ?? [])
        tables.add(ingested.inputs)
        tables.add(findings)
      }
      options.verbosity.say(summary(of: ingested.codes))
    }
  }
}

/// What the files of one release hold.
struct IngestedFiles: Sendable {
  var codes: IngestedRelease
  var addenda: Addenda?
  var conversion: ConversionTable?
  var inputs: [InputFile]
  var findings: [Diagnostic]
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
      let titles = try shortTitles.map { (titles) throws(IngestError) in
        try ingestShortTitles(
          file: titles.file, member: titles.member, layout: layout, folder: folder,
          expectingSHA256: titles.expectedSHA256, of: system, into: &codes)
      }
      codes.completeTitles()
      var files = IngestedFiles(
        codes: codes,
        inputs: [
          input(
            .codes, release.file, release.member, sha256: codes.release.sha256, size: codes.release.fileSize)
        ], findings: codes.findings)
      if let declaration { files.inputs.append(declaration) }
      if let shortTitles, let titles {
        files.inputs.append(
          input(
            .shortTitles, shortTitles.file, shortTitles.member, sha256: titles.sha256, size: titles.fileSize))
        files.findings += titles.findings
      }
      if let addenda {
        let read = try ingestAddenda(
          file: addenda.file, member: addenda.member, of: system, folder: folder,
          expectingSHA256: addenda.expectedSHA256)
        files.addenda = Addenda(file: read.file, records: read.records, counts: read.counts)
        files.inputs.append(
          input(.addenda, addenda.file, addenda.member, sha256: read.sha256, size: read.fileSize))
        files.findings += read.findings
      }
      if let conversion {
        let read = try ingestConversion(
          file: conversion.file, member: conversion.member, folder: folder,
          expectingSHA256: conversion.expectedSHA256)
        files.conversion = ConversionTable(release: release.label, file: read.file, records: read.records)
        files.inputs.append(
          input(.conversion, conversion.file, conversion.member, sha256: read.sha256, size: read.fileSize))
        files.findings += read.findings
      }
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

  private func input(
    _ role: InputFile.Role, _ file: String, _ member: String?, sha256: String, size: Int
  ) -> InputFile {
    InputFile(
      system: system.system, release: release.label, role: role, file: file, member: member, sha256: sha256,
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
    guard let file = entry.addenda else { return nil }
    let (system, label) = (entry.system.system, entry.release.label)
    return Addenda(
      file: file.description, records: try read(AddendaRecord.self, "ingest", of: system, label),
      counts: try read(AddendaCount.self, "ingest", of: system, label))
  }

  /// The conversion table that `ingest` left of a release, where the registry names one.
  func conversion(of entry: RegistryEntry) throws -> ConversionTable? {
    guard let file = entry.conversion else { return nil }
    let (system, label) = (entry.system.system, entry.release.label)
    return ConversionTable(
      release: label, file: file.description,
      records: try read(ConversionRecord.self, "ingest", of: system, label))
  }
}

/// Rows in = rows out + rejected.
func summary(of ingested: IngestedRelease) -> String {
  let release = ingested.release
  return "\(release.system) \(release.label): \(release.rowCount) rows = \(ingested.records.count) codes"
    + " + \(ingested.rejected.count) rejected"
}
