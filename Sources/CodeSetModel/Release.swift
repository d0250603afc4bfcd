/// One published edition of a code set: the row of the registry that names its codes.
public struct Release: Hashable, Sendable {
  /// The code set's identifier, e.g. `icd10cm`.
  public var system: String
  /// The publisher's label, e.g. `fy2025` or `fy2023-april`.
  public var label: String
  /// The first day on which the release is in force.
  public var effective: CalendarDay
  /// The first day on which it no longer is: as the registry states, or the next release's first day.
  public var until: CalendarDay?
  /// The file that lists the codes, relative to the registry's folder.
  public var file: String
  /// The path inside `file` where that is a zip, else `nil`.
  public var member: String?
  /// The SHA-256 of `file`, in lower-case hexadecimal.
  public var sha256: String
  /// The size of `file` in bytes.
  public var fileSize: Int
  /// The rows that `file` (or its member) holds: lines, or CSV records below the header.
  public var rowCount: Int
  public var codeCount: Int
  public var billableCount: Int
  /// How its codes are known.
  public var basis: Basis

  /// How the codes of a release are known.
  public enum Basis: String, Sendable, CaseIterable {
    /// A file lists them.
    case file
    /// The addenda of the release after it, undone, lead to as many codes as their footer counts; the file is
    /// that of the release after it.
    case addenda
    /// Nothing says which they were: the release is known by its label and days alone. Such a release is a row of
    /// `release_gap`, not of `release`.
    case unknown
  }

  package init(
    system: String, label: String, effective: CalendarDay, until: CalendarDay?, file: String, member: String?,
    sha256: String = "", fileSize: Int = 0, rowCount: Int = 0, codeCount: Int = 0, billableCount: Int = 0,
    basis: Basis = .file
  ) {
    self.system = system
    self.label = label
    self.effective = effective
    self.until = until
    self.file = file
    self.member = member
    self.sha256 = sha256
    self.fileSize = fileSize
    self.rowCount = rowCount
    self.codeCount = codeCount
    self.billableCount = billableCount
    self.basis = basis
  }

  /// The file for people: `FILE`, or `FILE.zip/MEMBER`.
  public var fileDescription: String { member.map { "\(file)/\($0)" } ?? file }
}

/// An input row that was not taken over, and why.
public struct Rejected: Hashable, Sendable {
  public var system: String
  public var release: String
  public var file: String
  public var member: String?
  /// The line of the file, from 1.
  public var line: Int
  public var rule: String
  public var message: String
  /// The row as read, decoded.
  public var text: String
  /// What the file is for.
  public var role: InputFile.Role
  /// Which of the release's files of this role it is, from 1.
  public var number: Int

  package init(
    system: String, release: String, file: String, member: String?, line: Int, rule: String, message: String,
    text: String, role: InputFile.Role = .codes, number: Int = 1
  ) {
    self.system = system
    self.release = release
    self.file = file
    self.member = member
    self.line = line
    self.rule = rule
    self.message = message
    self.text = text
    self.role = role
    self.number = number
  }
}

/// A chapter or a block: what a classification prints above its categories, as long as nothing of it changes.
public struct Section: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case chapter, block
  }

  public var system: String
  /// The range of categories, which names the section: `O00-O9A`, `O30-O48`, `O09`.
  public var section: String
  public var kind: Kind
  /// The chapter's number, e.g. `15`; blocks have none.
  public var number: String?
  public var title: String
  /// The section that holds this one, or `nil` for a chapter.
  public var parent: String?
  /// The first day on which it is so.
  public var validFrom: CalendarDay
  /// The first day on which it no longer is; `nil`: it still is.
  public var validTo: CalendarDay?

  package init(
    kind: Kind, section: String, number: String?, title: String, parent: String?, of release: Release
  ) {
    system = release.system
    self.section = section
    self.kind = kind
    self.number = number
    self.title = title
    self.parent = parent
    validFrom = release.effective
    validTo = release.until
  }

  /// Whether it is so on a day.
  public func isInForce(on day: CalendarDay) -> Bool {
    ValidityInterval(from: validFrom, until: validTo).contains(day)
  }
}
