import CodeSetModel
import Files
import Foundation
import Ingest

/// What `codeset register` found.
package struct Registration {
  /// The rows that the registry lacks, in its order.
  package private(set) var rows: [NewRow] = []
  /// What there is to know besides: files that are known and not read, or registered already.
  package private(set) var remarks: [String] = []
  /// What nothing says, and the option that does.
  package private(set) var questions: [String] = []

  var registry: RegistryFile
  private let options: RegisterOptions

  package init(into path: String?, options: RegisterOptions) throws(Failure) {
    registry = try RegistryFile(path: path ?? "releases.csv")
    self.options = options
  }

  /// Writes the rows into the registry.
  package func write() throws(Failure) { try registry.add(rows) }

  mutating func sort() { rows.sort { $0.comes(before: $1) } }

  /// Whether the registry, or what was found, has the codes of a release.
  func hasCodes(of system: String, _ label: String) -> Bool {
    registry.rows.contains {
      $0.system == system && $0.release == label && $0.role == "codes" && !$0.file.isEmpty
    }
      || rows.contains { $0.system == system && $0.release == label && $0.role == "codes" }
  }

  /// Whether files of other code sets are passed over.
  var isNarrowed: Bool { options.system != nil }

  /// Looks into a file or a folder.
  package mutating func look(at path: String) throws(Failure) {
    for file in try files(at: path) { try add(LookedInto(path: file)) }
    sort()
  }

  /// Takes what is in a file.
  ///
  /// - Parameters:
  ///   - url: where it came from.
  ///   - stated: the release that its address states.
  ///   - name: what the registry calls it, by the row's code set and release; else its path.
  /// - Returns: the rows that are new.
  @discardableResult
  mutating func add(
    _ file: LookedInto, url: String? = nil, stated: StatedRelease? = nil,
    folder: String? = nil, named name: ((String, String) -> String)? = nil
  ) -> [NewRow] {
    let shown = url ?? file.path
    if file.parts.isEmpty {
      remarks.append("\(shown): not recognized")
      return []
    }
    var new: [NewRow] = []
    // A list of billable codes counts where there is no order file, which has the headers too.
    let isList = { (part: LookedInto.Part) in part.recognized.entry?.layout == NewRow.billableCodes }
    for part in file.parts.filter({ !isList($0) }) + file.parts.filter(isList) {
      let place = part.member.map { "\(shown)/\($0)" } ?? shown
      guard let entry = part.recognized.entry else {
        remarks.append("\(place): \(part.recognized.basis); not registered")
        continue
      }
      guard options.system == nil || options.system == entry.system else { continue }
      // A zip has its titles as text and, beside it, as a workbook.
      if isWorkbookBesideText(part, in: file) {
        remarks.append("\(place): the workbook of what is there as text; not registered")
        continue
      }
      let around = Surroundings(
        member: part.member, file: file.name, folder: folder ?? file.folder, footerYears: file.footerYears,
        version: part.recognized.version)
      guard
        let release = options.release(of: entry.system) ?? stated
          ?? CodeSystem(id: entry.system)?.statedRelease(around)
      else {
        questions.append(
          "\(place): \(entry.role) of \(entry.system) (\(part.recognized.basis)); nothing says of which release: "
            + "name it with --release LABEL --effective DAY")
        continue
      }
      if let doubt = release.doubt {
        questions.append("\(place): \(release.basis), and \(doubt): name the release with --release LABEL")
        continue
      }
      let row = NewRow(
        system: entry.system, release: release.label, effective: release.effective.description,
        until: release.until?.description,
        role: entry.role,
        layout: entry.layout, file: name?(entry.system, release.label) ?? registry.name(of: file.path),
        member: part.member, sha256: file.sha256, url: url,
        basis: "\(entry.role) (\(entry.layout)): \(part.recognized.basis); \(release.label): \(release.basis)"
      )
      if let other = whereRegistered(row, contents: part.contents) {
        remarks.append("\(place): \(other)")
      } else {
        if row.role == "codes", let list = rows.firstIndex(where: { $0.isList(ofReleaseOf: row) }) {
          remarks.append("\(rows[list].place): \(row.place) has the headers too; not registered")
          rows.remove(at: list)
        }
        new.append(row)
        rows.append(row)
      }
    }
    return new
  }

  /// Says that what a listing names is not there.
  mutating func missing(_ url: String) { remarks.append("\(url): listed, and not there (HTTP status 404)") }

  private func isWorkbookBesideText(_ part: LookedInto.Part, in file: LookedInto) -> Bool {
    let isWorkbook = { (part: LookedInto.Part) in part.contents.withUnsafeBytes(Appearance.init) == .zip }
    return part.member != nil && isWorkbook(part)
      && file.parts.contains { $0.recognized.entry == part.recognized.entry && !isWorkbook($0) }
  }

  /// Where the registry has what a row says, for people; `nil`: nowhere.
  private func whereRegistered(_ row: NewRow, contents: [UInt8]) -> String? {
    if let same = registry.rows.first(where: {
      $0.file == row.file && $0.member == row.member ?? "" && $0.role == row.role && $0.system == row.system
    }) {
      return "registered already, on line \(same.line)"
    }
    // A release has one file of a role, but for indexes, groups and flags, which have one of each layout, and for
    // mappings that the user declares, which lead elsewhere.
    func isOther(_ system: String, _ release: String, _ role: String, _ layout: String) -> Bool {
      system == row.system && release == row.release && role == row.role
        && (!["index", "groups", "flags"].contains(role) || layout == row.layout)
        && (role != "crosswalk" || !layout.hasSuffix(".json"))
    }
    if row.layout == NewRow.billableCodes, hasCodes(of: row.system, row.release) {
      return "the billable codes of \(row.system) \(row.release), which has an order file; not registered"
    }
    let name = "\(row.system) \(row.release) has \(row.role)"
    if let other = registry.rows.first(where: {
      isOther($0.system, $0.release, $0.role, $0.layout) && !$0.file.isEmpty
    }) {
      let path = Files.path(of: other.file, in: registry.folder)
      let theirs = publishedContents(path: path, member: other.member.isEmpty ? nil : other.member)
      if row.role == "addenda", let theirs, theirs != contents { return nil }
      let kind =
        theirs.map { $0 == contents ? "the same content" : "another content" } ?? "a file that is not there"
      return "\(name) on line \(other.line), \(kind); not registered"
    }
    if let other = rows.first(where: {
      isOther($0.system, $0.release, $0.role, $0.layout) && !$0.isList(ofReleaseOf: row)
    }) {
      let path = Files.path(of: other.file, in: registry.folder)
      let theirs = publishedContents(path: path, member: other.member)
      // A release that was published twice has the addenda of both.
      if row.role == "addenda", theirs != contents { return nil }
      let kind = theirs == contents ? "the same content" : "another content"
      return "\(name) in \(other.place), \(kind); not registered"
    }
    return nil
  }
}

/// What the user says of files that do not say it themselves.
package struct RegisterOptions {
  package var system: String?
  package var label: String?
  package var effective: CalendarDay?

  package init(system: String?, label: String?, effective: String?) throws(Failure) {
    (self.system, self.label, self.effective) = (system, label, effective.flatMap { CalendarDay($0) })
    if let effective, self.effective == nil {
      throw Failure(.usage, "--effective: expected a day like 2026-10-01, found '\(effective)'")
    }
    if effective != nil, label == nil {
      throw Failure(.usage, "--effective: expected --release too, found none")
    }
  }

  func release(of system: String) -> StatedRelease? {
    guard let label else { return nil }
    let day = effective ?? CodeSystem(id: system)?.day(of: label)
    return day.map {
      StatedRelease(
        label: label, effective: $0,
        basis: effective == nil ? "--release, and its calendar" : "--release, --effective")
    }
  }
}
