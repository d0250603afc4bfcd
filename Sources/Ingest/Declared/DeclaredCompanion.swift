import CodeSetModel

/// A file beside the codes that a JSON file declares: groups, flags, or codes of another code set.
///
///     {
///       "role": "flags",
///       "system": "icd10cm",
///       "format": "csv",
///       "columns": {"code": "ICD-10-CM CODE"},
///       "flags": [{"flag": "chronic", "column": "CHRONIC INDICATOR", "yes": ["1"], "no": ["0", "9"]}]
///     }
package struct DeclaredCompanion: Hashable, Sendable {
  /// The name of the layout: that of a shipped declaration, or the path that the registry gives.
  package var name: String
  package var role: InputFile.Role
  /// The code set whose codes the file has.
  package var system: String
  /// The code set to which a crosswalk leads.
  package private(set) var targetSystem = ""
  /// What is in place of a target where there is none.
  var noTarget: [String] = []
  var groups: [Group] = []
  var flags: [Flag] = []
  var table: DeclaredTable

  /// A group that a row may say. Its columns are the fields `groups[N].group` and so on.
  struct Group: Hashable, Sendable {
    /// The classification; `nil`: a column says it.
    var grouping: String?
    var level: Int
    var hasTitle: Bool
    /// The words of the column that says whether the row counts, where there is one.
    var condition: Words?
  }

  /// A flag that a row may give.
  struct Flag: Hashable, Sendable {
    var flag: String
    /// The words of the column that says so; `nil`: every code of the file has the flag.
    var words: Words?
  }

  /// What a column holds where something is so, and where it is not.
  struct Words: Hashable, Sendable {
    var yes: [String]
    var no: [String]
  }
}

extension DeclaredCompanion {
  /// Reads a declaration.
  ///
  /// - Throws: the finding that says what is wrong, with the path inside the JSON.
  package init(_ contents: [UInt8], name: String, file: String) throws(Diagnostic) {
    let root = try JSONValue(parsing: contents, file: file)
    self.name = name
    let role = try root["role"].choice(among: ["groups", "flags", "crosswalk"])
    self.role = InputFile.Role(rawValue: role) ?? .groups
    let own = role == "crosswalk" ? ["target_system", "no_target"] : [role]
    try root.expectKeys(among: ["role", "system"] + own + DeclaredTable.keys.filter { $0 != "duplicates" })
    system = try root["system"].identifier()
    let columns = root["columns"]
    var fields = [(key: "code", value: columns["code"], isNeeded: true)]
    switch self.role {
    case .groups: groups = try Self.groups(root["groups"], fields: &fields)
    case .flags: flags = try Self.flags(root["flags"], fields: &fields)
    default:
      targetSystem = try root["target_system"].identifier()
      noTarget =
        try root["no_target"].optional { value throws(Diagnostic) in
          try value.list { value throws(Diagnostic) in try value.word() }
        } ?? [""]
      fields += Self.crosswalkFields.map { ($0, columns[$0], $0 == "target") }
    }
    try columns.expectKeys(among: self.role == .crosswalk ? ["code"] + Self.crosswalkFields : ["code"])
    table = try DeclaredTable(root, fields: fields, mayShareColumns: true)
  }

  static let crosswalkFields = ["target", "approximate", "no_map", "combination", "scenario", "choice_list"]

  private static func groups(
    _ value: JSONValue, fields: inout [(key: String, value: JSONValue, isNeeded: Bool)]
  ) throws(Diagnostic) -> [Group] {
    let list = try value.list { value throws(Diagnostic) in value }
    guard !list.isEmpty else { throw value.fault("expected a group, found none") }
    var groups: [Group] = []
    for (place, value) in list.enumerated() {
      try value.expectKeys(among: ["grouping", "level", "group", "title", "when"])
      let grouping = value["grouping"]
      if grouping.isObject {
        try grouping.expectKeys(among: ["column"])
        fields.append(("groups[\(place)].grouping", grouping["column"], true))
      }
      fields.append(("groups[\(place)].group", value["group"], true))
      fields.append(("groups[\(place)].title", value["title"], false))
      let condition = try value["when"].optional { value throws(Diagnostic) in
        try value.expectKeys(among: ["column", "yes", "no"])
        fields.append(("groups[\(place)].when", value["column"], true))
        return try words(value)
      }
      groups.append(
        Group(
          grouping: grouping.isObject ? nil : try grouping.text(),
          level: try value["level"].optional { value throws(Diagnostic) in try value.columnNumber() } ?? 1,
          hasTitle: value["title"].exists, condition: condition))
    }
    return groups
  }

  private static func flags(
    _ value: JSONValue, fields: inout [(key: String, value: JSONValue, isNeeded: Bool)]
  ) throws(Diagnostic) -> [Flag] {
    let list = try value.list { value throws(Diagnostic) in value }
    guard !list.isEmpty else { throw value.fault("expected a flag, found none") }
    var flags: [Flag] = []
    for (place, value) in list.enumerated() {
      try value.expectKeys(among: ["flag", "column", "yes", "no"])
      let hasColumn = value["column"].exists
      if hasColumn { fields.append(("flags[\(place)]", value["column"], true)) }
      flags.append(Flag(flag: try value["flag"].text(), words: hasColumn ? try words(value) : nil))
    }
    return flags
  }

  private static func words(_ value: JSONValue) throws(Diagnostic) -> Words {
    func list(_ key: String) throws(Diagnostic) -> [String] {
      try value[key].list { value throws(Diagnostic) in try value.word() }
    }
    let words = Words(yes: try list("yes"), no: try list("no"))
    guard !words.yes.isEmpty else { throw value["yes"].fault("expected a value that means yes, found none") }
    if let both = words.yes.first(where: words.no.contains) {
      throw value.fault("expected a value to mean yes or no, found '\(both)' in both")
    }
    return words
  }
}

extension DeclaredCompanion {
  /// The declarations that the program brings along, by the name of the layout.
  package static let shipped: [String: DeclaredCompanion] = {
    let files: [(String, [UInt8])] = [
      ("ahrq-ccs-icd10cm", PackageResources.ahrq_ccs_icd10cm_json),
      ("ahrq-ccir", PackageResources.ahrq_ccir_json),
      ("ahrq-cci-icd9cm", PackageResources.ahrq_cci_icd9cm_json),
      ("ahrq-ccsr", PackageResources.ahrq_ccsr_json),
      ("cms-hcc", PackageResources.cms_hcc_json),
      ("nber-gem", PackageResources.nber_gem_json),
      ("nber-gem-icd9cm", PackageResources.nber_gem_icd9cm_json),
    ]
    var shipped: [String: DeclaredCompanion] = [:]
    for (name, contents) in files {
      do throws(Diagnostic) {
        shipped[name] = try DeclaredCompanion(contents, name: name, file: "\(name).json")
      } catch {
        preconditionFailure("\(error)")
      }
    }
    return shipped
  }()
}
