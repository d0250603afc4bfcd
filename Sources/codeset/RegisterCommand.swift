import ArgumentParser
import Files
import Foundation
import Pipeline
import Register

/// What published files are, by their content.
struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: "Find out what published files are, and write the rows of the registry.",
    discussion: """
      Looks into files, zips, folders and the publishers' addresses, and recognizes each file by its content: order files, \
      addenda, lists of POA-exempt codes, conversion tables, mappings, groups, tabular lists, indexes and synonyms. The \
      release is what the footer, the name, the folder or the version states; what each value rests on is printed to \
      standard error. Where nothing states it, the command says so, and --release names it.

      An address that ends in / is a folder listing, of which the releases that the registry lacks are downloaded; of \
      CMS's folder /files/zip/, which has no listing, the names that its files had so far are tried.

      EXAMPLES:
        codeset register 2027-code-descriptions-tabular-order.zip
        codeset register downloads --into releases.csv
        codeset register https://ftp.cdc.gov/pub/Health_Statistics/NCHS/Publications/ICD10CM/ --into releases.csv
      """)

  @Argument(help: ArgumentHelp("Files, folders or addresses.", valueName: "file"))
  var sources: [String]

  @Option(help: ArgumentHelp("Add the rows to this registry. (default: print them)", valueName: "registry"))
  var into: String?

  @Option(help: ArgumentHelp("Only what is of this code set, e.g. icd10cm.", valueName: "id"))
  var system: String?

  @Option(help: ArgumentHelp("The release of the files, e.g. fy2027.", valueName: "label"))
  var release: String?

  @Option(
    help: ArgumentHelp(
      "The first day of that release. (default: by the publisher's calendar)", valueName: "day"))
  var effective: String?

  @OptionGroup var verbosity: Verbosity

  func run() throws {
    var registration = try Registration(
      into: into, options: RegisterOptions(system: system, label: release, effective: effective))
    let failures = sources.compactMap { source in
      Result { try look(at: source, &registration) }.failure
    }
    // What was found before a server failed is there.
    if into != nil { try registration.write() }
    report(registration)
    if let failure = failures.first { throw failure }
    guard registration.questions.isEmpty else {
      throw Failure(
        .notFound,
        "\(registration.questions.count) file\(registration.questions.count == 1 ? "" : "s") not registered for want of a "
          + "release")
    }
  }

  private func look(at source: String, _ registration: inout Registration) throws {
    guard isWebAddress(source) else {
      try registration.look(at: source)
      return
    }
    // Without `--into` nothing is printed but the rows.
    try registration.look(atAddress: source, keeping: into != nil, userAgent: "codeset/\(programVersion)") {
      if into != nil { verbosity.say($0) }
      fflush(nil)
    }
  }

  private func report(_ registration: Registration) {
    if let into {
      for row in registration.rows {
        verbosity.say("\(into): \(row.system) \(row.release) \(row.role) added")
      }
      if registration.rows.isEmpty { verbosity.say("\(into): nothing new") }
    } else {
      print(([NewRow.header] + registration.rows.map(\.line)).joined(separator: "\n"))
    }
    guard !verbosity.quiet else { return }
    for row in registration.rows { printError("\(row.place): \(row.basis)") }
    for remark in registration.remarks { printError(remark) }
    for question in registration.questions { printError(question) }
  }

  private func isWebAddress(_ source: String) -> Bool {
    ["http://", "https://"].contains { source.lowercased().hasPrefix($0) }
  }
}

extension Result {
  fileprivate var failure: Failure? { if case .failure(let failure) = self { failure } else { nil } }
}
