/// Something that the publisher says of a code by listing it (table `code_flag`).
public struct CodeFlag: Hashable, Sendable {
  /// What is said, by its name: a declared file brings its own.
  public struct Flag: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// Exempt from reporting whether the condition was present on admission.
    public static let poaExempt = Flag(rawValue: "poa_exempt")
  }

  public var system: String
  /// The code, undotted.
  public var code: String
  public var flag: Flag
  /// The release that the list came with.
  public var release: String
  /// The line of the list, from 1.
  public var sourceLine: Int

  package init(system: String, code: String, flag: Flag, release: String, sourceLine: Int) {
    self.system = system
    self.code = code
    self.flag = flag
    self.release = release
    self.sourceLine = sourceLine
  }
}

/// A group that a classification of codes puts a code in, on one level (table `code_group`).
public struct CodeGroup: Hashable, Sendable {
  /// A classification of codes, by its name: a declared file brings its own.
  public struct Grouping: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// The multi-level Clinical Classifications Software of AHRQ.
    public static let ccs = Grouping(rawValue: "ccs")
  }

  public var system: String
  /// The code, undotted.
  public var code: String
  public var grouping: Grouping
  /// From 1, the widest.
  public var level: Int
  /// The group's own code: `1.1.1`.
  public var group: String
  /// Empty where the file has none.
  public var title: String
  /// The release that the classification came with.
  public var release: String
  /// The line of its file, from 1.
  public var sourceLine: Int

  package init(
    system: String, code: String, grouping: Grouping, level: Int, group: String, title: String,
    release: String, sourceLine: Int
  ) {
    self.system = system
    self.code = code
    self.grouping = grouping
    self.level = level
    self.group = group
    self.title = title
    self.release = release
    self.sourceLine = sourceLine
  }
}
