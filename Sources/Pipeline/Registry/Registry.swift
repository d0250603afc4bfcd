import CodeSetModel
import Files
import Foundation
import Ingest

/// A release as the registry names it: the row of role `codes`, and the files of other roles beside it.
package struct RegistryEntry: Sendable {
  /// Until its stated end, or else until the next release of its system in the registry.
  package var release: Release
  /// The end that the registry states.
  var statedUntil: CalendarDay?
  package var system: CodeSystem
  package var layout: Layout
  /// The SHA-256 that the file must have, where the registry states one.
  var expectedSHA256: String?
  /// The JSON file that declares the code set and the layout, where the registry names one.
  var declaration: InputFile?
  /// The files of other roles, in the order of the roles.
  package var companions: [CompanionFile] = []
  /// The release of the same system that is nearest in the registry.
  var sibling: SiblingRelease?
  /// The registry's folder, to which the files are relative.
  package var folder: String
  /// The line of the registry.
  var line: Int
  /// Of a release that no file holds, the release before it in the registry and the one after it.
  var before: [RegistryEntry] = []
  var after: [RegistryEntry] = []
  /// The releases that came after the one before and are not read.
  var gapsBefore: [ReleaseGap] = []
}

extension RegistryEntry {
  /// Whether a file holds its codes; else the release is known by its label and days.
  var isLoaded: Bool { !release.file.isEmpty }

  fileprivate var name: ReleaseName { ReleaseName(system: system.id, label: release.label) }

  /// The files of a role beside the codes, the newest first.
  func companions(_ role: InputFile.Role) -> [CompanionFile] { companions.filter { $0.role == role } }
}

/// A code set and the label of one of its releases.
private struct ReleaseName: Hashable {
  var system, label: String
}

/// Another release of the same code set, which a file can be compared with.
struct SiblingRelease: Sendable {
  var release: Release
  var layout: Layout
}

/// The registry of releases, `releases.csv`: a row for each file and role.
///
///     system,release,effective,until,role,layout,file,member,sha256,url
///     icd10cm,fy2025,2024-10-01,,codes,cms-order,2025.zip,icd10cm_order_2025.txt,4f6c65f0...,https://...
package struct Registry {
  let path: String
  /// The folder of the registry, to which the files it names are relative.
  package var folder: String { registryFolder(path) }
  /// The releases that can be built: by system in the registry's order, then by effective date.
  package private(set) var entries: [RegistryEntry] = []
  /// What is wrong with its rows, and which of them are left alone.
  package private(set) var findings: [Diagnostic] = []

  /// The roles that a file may have; a declaration is named as a layout.
  static let roles = InputFile.Role.allCases.filter { $0 != .layout }
  static let columns = [
    "system", "release", "effective", "until", "role", "layout", "file", "member", "sha256", "url",
  ]

  static let registryRule = Rule(
    "registry", .error, "A row of the registry names a system, a release, dates, a role, a layout and a file."
  )
  static let notRead = Rule(
    "not-read", .note, "A row of the registry is of a role and a code set that are read.")
  static let leftOut = Rule(
    "left-out", .warning,
    "A build has all releases of its code sets; the end of one is what the registry states or the next in the build."
  )
  package static let rules = [registryRule, notRead, leftOut]

  /// Reads the registry.
  ///
  /// - Throws: `Failure` when it cannot be read.
  package init(path: String) throws(Failure) {
    self.path = path
    let table = try RegistryTable(path: path, needing: Self.columns.prefix(7))
    if let fault = table.fault { findings.append(fault) }
    readRows(of: table)
    findings += otherDeclarations()
    sortEntries()
    entries = entries.closingIntervals
    findSiblings()
    findings += conflicts()
  }

  /// Takes up every row: a release, a file beside one, or what this version does not read.
  private mutating func readRows(of table: RegistryTable) {
    var unread: [String: Int] = [:]
    var ofOthers: [(system: String, role: InputFile.Role, line: Int)] = []
    var companions: [CompanionRow] = []
    for row in table.rows {
      do throws(Diagnostic) {
        switch try row.content(folder: folder) {
        case .release(let entry): entries.append(entry)
        case .companion(let file): companions.append(file)
        case .otherCodeSet(let system, let role): ofOthers.append((system, role, row.place.line))
        }
      } catch {
        findings.append(error)
      }
    }
    for role in add(companions) { unread["role \(role.rawValue) without codes", default: 0] += 1 }
    let declared = Dictionary(entries.map { ($0.system.id, $0.line) }) { first, _ in first }
    for (system, role, line) in ofOthers {
      switch declared[system] {
      case let first? where role == .codes:
        findings.append(otherLayout(of: system, line: line, first: first))
      case .some: unread["role \(role.rawValue) of \(system)", default: 0] += 1
      case nil: unread["code set \(system)", default: 0] += 1
      }
    }
    findings += repeated(companions)
    if !unread.isEmpty {
      let kinds = unread.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value))" }
      findings.append(
        Self.notRead.finding(
          "expected rows of code sets and roles that this version reads, found also "
            + kinds.joined(separator: ", "), at: Place(file: path, line: 1)))
    }
  }

  /// Adds files to the releases that they are beside.
  ///
  /// - Returns: the roles of the files without a release.
  private mutating func add(_ files: [CompanionRow]) -> [InputFile.Role] {
    let places = Dictionary(entries.indices.map { (entries[$0].name, $0) }) { first, _ in first }
    var (ofRelease, others): ([Int: [InputFile.Role: [CompanionFile]]], [InputFile.Role]) = ([:], [])
    for file in files {
      guard let place = places[ReleaseName(system: file.system, label: file.label)] else {
        others.append(file.file.role)
        continue
      }
      var numbered = file.file
      numbered.number = (ofRelease[place]?[numbered.role]?.count ?? 0) + 1
      ofRelease[place, default: [:]][numbered.role, default: []].append(numbered)
      findings += otherDay(file, beside: entries[place])
    }
    for (place, files) in ofRelease {
      entries[place].companions = InputFile.Role.allCases.flatMap { files[$0] ?? [] }
    }
    return others
  }

  /// That a file is said to come with a release, and to be in force from another day.
  private func otherDay(_ file: CompanionRow, beside entry: RegistryEntry) -> [Diagnostic] {
    guard entry.release.effective != file.effective else { return [] }
    let finding = Self.registryRule.finding(
      "expected \(file.system) \(file.label) to be effective on \(entry.release.effective), as on line "
        + "\(entry.line), found \(file.effective)", at: Place(file: path, line: file.line))
    return [finding]
  }

  /// That a release of a code set that a JSON file declares names another layout.
  private func otherLayout(of system: String, line: Int, first: Int) -> Diagnostic {
    Self.registryRule.finding(
      "expected the declaration of \(system) as its layout, as on line \(first), found another layout",
      at: Place(file: path, line: line))
  }

  /// The code sets that are declared otherwise than for the first of their releases.
  private func otherDeclarations() -> [Diagnostic] {
    var first: [String: RegistryEntry] = [:]
    return entries.compactMap { entry in
      let declared = first[entry.system.id] ?? entry
      first[entry.system.id] = declared
      guard declared.system != entry.system else { return nil }
      return Self.registryRule.finding(
        "expected one declaration of \(entry.system.id), as on line \(declared.line), found another in "
          + entry.layout.name, at: Place(file: path, line: entry.line))
    }
  }

  /// The releases that have a second file of the same role. A file of mappings may lead to each other code set: rows of
  /// two files that lead to the same could not be distinguished.
  private func repeated(_ files: [CompanionRow]) -> [Diagnostic] {
    var lines: [[String]: Int] = [:]
    return files.compactMap { file in
      let role = file.file.role
      let target =
        role == .crosswalk
        ? file.file.declaration?.targetSystem ?? CodeSystem(id: file.system)?.equivalent?.id : nil
      let key = [
        file.system, file.label, role.rawValue,
        // A release that was published twice has two addenda; an index has several parts.
        [.addenda, .index].contains(role) ? file.file.description : "",
        // Each classification and each list has its own layout.
        target ?? file.file.declaration?.name ?? "",
      ]
      guard let first = lines[key] else {
        lines[key] = file.line
        return nil
      }
      return Self.registryRule.finding(
        "expected one file of role \(role.rawValue) for \(file.system) \(file.label)\(target.map { " to \($0)" } ?? ""), "
          + "found two; the first is on line \(first)", at: Place(file: path, line: file.line))
    }
  }

  private mutating func sortEntries() {
    var order: [String: Int] = [:]
    for entry in entries where order[entry.system.id] == nil { order[entry.system.id] = order.count }
    entries.sort {
      (order[$0.system.id] ?? 0, $0.release.effective, $0.release.label)
        < (order[$1.system.id] ?? 0, $1.release.effective, $1.release.label)
    }
  }

  /// Releases of one system that begin on the same day, bear the same label, overlap, or leave a gap: each release is
  /// compared with the one before it, with that which is in force longest, and with that of its label.
  private func conflicts() -> [Diagnostic] {
    var findings: [Diagnostic] = []
    var labels: [String: Int] = [:]
    var longest: Int?
    for place in entries.indices {
      let before = place > 0 && entries[place - 1].system == entries[place].system ? place - 1 : nil
      if before == nil { (labels, longest) = ([:], nil) }
      let (release, day) = (entries[place].release, entries[place].release.effective)
      let conflicting = [
        labels[release.label],
        longest.flatMap { end(of: $0) > day ? $0 : nil },
        // What ends before this one begins leaves a gap.
        before.flatMap { entries[$0].release.effective == day || end(of: $0) < day ? $0 : nil },
      ].lazy.compactMap(\.self).first
      if let conflicting { findings.append(conflict(entries[conflicting], entries[place])) }
      labels[release.label] = labels[release.label] ?? place
      if longest.map({ end(of: $0) < end(of: place) }) ?? true { longest = place }
    }
    return findings
  }

  /// The day until which a release is in force; after all days where it has no end.
  private func end(of place: Int) -> CalendarDay { entries[place].release.until ?? .never }

  private func conflict(_ first: RegistryEntry, _ second: RegistryEntry) -> Diagnostic {
    Self.registryRule.finding(
      "expected releases of \(first.system.id) that follow each other, each with its own label, found "
        + "\(first.release.label) from \(first.release.effective)"
        + (first.statedUntil.map { " until \($0)" } ?? "") + " and \(second.release.label) from "
        + "\(second.release.effective)", at: Place(file: path, line: second.line))
  }

  private mutating func findSiblings() {
    for place in entries.indices {
      let nearest = [place + 1, place - 1].first {
        entries.indices.contains($0) && entries[$0].system == entries[place].system && entries[$0].isLoaded
      }
      entries[place].sibling = nearest.map {
        SiblingRelease(release: entries[$0].release, layout: entries[$0].layout)
      }
    }
    for place in entries.indices where !entries[place].isLoaded {
      func neighbor(_ other: Int) -> [RegistryEntry] {
        entries.indices.contains(other) && entries[other].system == entries[place].system
          ? [entries[other]] : []
      }
      (entries[place].before, entries[place].after) = (neighbor(place - 1), neighbor(place + 1))
    }
  }

  /// The releases of some systems and labels; no names mean all.
  package func entries(systems: [String], releases: [String]) throws(Failure) -> [RegistryEntry] {
    for system in systems where !entries.contains(where: { $0.system.id == system }) {
      let registered = enumeration(of: Set(entries.map(\.system.id)).sorted())
      throw Failure(.notFound, "\(path) has no code set '\(system)' to build; it has \(registered)")
    }
    let ofSystems = entries.filter { systems.isEmpty || systems.contains($0.system.id) }
    for label in releases where !ofSystems.contains(where: { $0.release.label == label }) {
      let registered = enumeration(of: ofSystems.map { "\($0.system.id) \($0.release.label)" })
      throw Failure(.notFound, "\(path) has no release '\(label)'; it has \(registered)")
    }
    let chosen = ofSystems.filter { releases.isEmpty || releases.contains($0.release.label) }
    guard chosen.contains(where: { $0.isLoaded || !$0.after.isEmpty }) else {
      throw Failure(.notFound, "\(path) names no release that can be built")
    }
    return withGaps(chosen.closingIntervals)
  }

  /// What is left out of the releases of the code sets that are chosen.
  func leftOut(_ chosen: [RegistryEntry]) -> [Diagnostic] {
    let (systems, names) = (Set(chosen.map(\.system.id)), Set(chosen.map(\.name)))
    let others = entries.filter { systems.contains($0.system.id) && !names.contains($0.name) }
    guard let first = others.first else { return [] }
    let listed = enumeration(of: others.map { "\($0.system.id) \($0.release.label)" })
    return [
      Self.leftOut.finding(
        "expected every release of the code sets that are built, found \(others.count) left out: \(listed)",
        at: Place(file: path, line: first.line))
    ]
  }
}

extension [RegistryEntry] {
  /// The releases, each in force until its stated end, or else until the next release of its system among these.
  fileprivate var closingIntervals: [RegistryEntry] {
    var entries = self
    for place in entries.indices {
      let next = entries.indices.contains(place + 1) ? entries[place + 1] : nil
      entries[place].release.until =
        entries[place].statedUntil
        ?? next.flatMap { $0.system == entries[place].system ? $0.release.effective : nil }
    }
    return entries
  }
}
