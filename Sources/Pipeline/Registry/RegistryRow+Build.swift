import CodeSetModel
import Files
import Ingest

// What is built of a row of the registry.

extension RegistryRow {
  /// What a row of the registry names.
  enum Content {
    case release(RegistryEntry)
    case companion(CompanionRow)
    /// A row of a code set that is not known, unless another row names its declaration.
    case otherCodeSet(String, role: InputFile.Role)
  }

  /// What the row names.
  ///
  /// - Throws: the finding that says what is wrong with it.
  func content(folder: String) throws(Diagnostic) -> Content {
    try check()
    let named = try required("role")
    guard let role = InputFile.Role(rawValue: named), Registry.roles.contains(role) else {
      let roles = Registry.roles.map(\.rawValue).joined(separator: ", ")
      throw fault("the role to be one of \(roles)", "'\(named)'")
    }
    let identifier = try name("system")
    let label = try name("release")
    let effective = try date("effective")
    // A release without a file is known, and not loaded.
    let file = role == .codes ? fields["file"] ?? "" : try required("file")
    let member = try member(of: file, role: role, system: identifier, folder: folder)
    let declared = role == .codes ? try declaration(of: identifier, label, folder: folder) : nil
    guard var system = declared?.declaration.system ?? CodeSystem(id: identifier) else {
      return .otherCodeSet(identifier, role: role)
    }
    if !role.kinds.isEmpty {
      let layouts = role.kinds.flatMap(\.layouts)
      let layout = try required("layout")
      var companion = CompanionFile(
        role: role, layout: layout, file: file, member: member, expectedSHA256: fields["sha256"])
      if !layouts.contains(layout) {
        try declare(&companion, of: identifier, label, folder: folder, besides: layouts)
      }
      return .companion(
        CompanionRow(
          system: identifier, label: label, effective: effective, file: companion, line: place.line))
    }
    let layout = if let declared { declared.declaration.layout } else { try layout(of: system) }
    if !layout.listsHeaders { system.hierarchy = .notListed }
    let until = fields["until"] == nil ? nil : try date("until")
    if let until, until <= effective { throw fault("until to be a day after \(effective)", "\(until)") }
    let release = Release(
      system: identifier, label: label, effective: effective, until: until, file: file,
      member: member)
    return .release(
      RegistryEntry(
        release: release, statedUntil: until, system: system, layout: layout,
        expectedSHA256: fields["sha256"], declaration: declared?.file,
        folder: folder, line: place.line))
  }

  /// The member that the row names, or, of a zip of which it names none, the one that is written in its layout.
  private func member(
    of file: String, role: InputFile.Role, system: String, folder: String
  ) throws(Diagnostic) -> String? {
    if let member = fields["member"] { return member }
    let path = Files.path(of: file, in: folder)
    guard file.lowercased().hasSuffix(".zip"), let layout = fields["layout"],
      let contents = try? readFile(path)
    else {
      return nil
    }
    let found: [String]
    do throws(IngestError) {
      found = try members(ofZip: contents, name: file, role: role.rawValue, layout: layout, system: system)
    } catch {
      // What is wrong with the zip is said where it is read.
      return nil
    }
    guard found.count < 2 else {
      throw fault(
        "the member of \(file), which has \(found.count) of role \(role.rawValue)",
        found.joined(separator: ", "))
    }
    return found.first
  }

  /// The code set and the layout that a JSON file declares, where the row's layout is the path of one.
  private func declaration(
    of identifier: String, _ label: String, folder: String
  ) throws(Diagnostic) -> (declaration: Declaration, file: InputFile)? {
    guard let file = fields["layout"], file.hasSuffix(".json") else { return nil }
    let path = Files.path(of: file, in: folder)
    let contents: [UInt8]
    do throws(Failure) {
      contents = try readFile(path)
    } catch {
      throw fault("the declaration of a layout", error.message)
    }
    let declaration = try Declaration(contents, name: file, file: path)
    guard declaration.system.id == identifier else {
      throw fault(
        "the code set that \(file) declares", "\(identifier), while \(file) declares \(declaration.system.id)"
      )
    }
    let fingerprint = contents.withUnsafeBytes(Fingerprint.init(of:))
    let input = InputFile(
      system: identifier, release: label, role: .layout, file: file, member: nil, sha256: fingerprint.sha256,
      size: contents.count)
    return (declaration, input)
  }

  /// Finds how a file beside the codes is laid out: by a declaration that the program brings along, or by the JSON file
  /// that the row names.
  private func declare(
    _ companion: inout CompanionFile, of identifier: String, _ label: String, folder: String,
    besides known: [String]
  ) throws(Diagnostic) {
    let layout = try required("layout")
    if layout.hasSuffix(".json") {
      let path = Files.path(of: layout, in: folder)
      let contents: [UInt8]
      do throws(Failure) {
        contents = try readFile(path)
      } catch {
        throw fault("the declaration of a layout", error.message)
      }
      companion.declaration = try DeclaredCompanion(contents, name: layout, file: path)
      companion.declarationFile = InputFile(
        system: identifier, release: label, role: .layout, file: layout, member: nil,
        sha256: contents.withUnsafeBytes(Fingerprint.init(of:)).sha256, size: contents.count)
    } else {
      companion.declaration = DeclaredCompanion.shipped[layout]
    }
    guard let declared = companion.declaration else {
      try expectLayout(
        known + DeclaredCompanion.shipped.values.filter { $0.role == companion.role }.map(\.name).sorted())
      return
    }
    guard declared.role == companion.role, declared.system == identifier else {
      throw fault(
        "the layout to be one of role \(companion.role.rawValue) for \(identifier)",
        "\(layout), of role \(declared.role.rawValue) for \(declared.system)")
    }
  }

  /// The layout of a file that lists codes.
  private func layout(of system: CodeSystem) throws(Diagnostic) -> Layout {
    try expectLayout(Layout.names(of: system))
    guard let layout = Layout(named: try required("layout"), of: system) else {
      preconditionFailure("a layout has no declaration")
    }
    return layout
  }

  /// Expects one of the layouts that a role may have.
  private func expectLayout(_ known: [String]) throws(Diagnostic) {
    let name = try required("layout")
    guard known.contains(name) else {
      throw fault("the layout to be one of \(known.joined(separator: ", "))", "'\(name)'")
    }
  }

  /// A name that can be part of a path.
  private func name(_ column: String) throws(Diagnostic) -> String {
    let value = try required(column)
    let allowed = value.utf8.allSatisfy { byte in
      isLowercaseLetterOrDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
    guard allowed, value.utf8.first.map(isLowercaseLetterOrDigit) == true else {
      throw fault("the \(column) in small letters, digits, hyphens and dots", "'\(value)'")
    }
    return value
  }

  private func date(_ column: String) throws(Diagnostic) -> CalendarDay {
    let value = try required(column)
    guard let day = CalendarDay(value) else {
      throw fault("\(column) as a date like 2024-10-01", "'\(value)'")
    }
    return day
  }
}

/// A row of the registry that names a file beside a release's codes, before its release is known.
struct CompanionRow {
  var system: String
  var label: String
  var effective: CalendarDay
  var file: CompanionFile
  /// The line of the registry.
  var line: Int
}

private func isLowercaseLetterOrDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}
