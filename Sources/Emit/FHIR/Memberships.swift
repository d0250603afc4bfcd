import CodeSetModel

/// The flags and groups of the codes of a code system, as the newest list of each kind has them.
///
///     {"code":"flag","valueString":"poa_exempt"},{"code":"group","valueString":"ccs 11.6.3"}
struct Memberships {
  private var byCode: [String: [(property: String, value: String)]] = [:]

  init(of codeSets: [CodeSystem], in catalog: Tables) {
    for codeSet in codeSets {
      var effective: [String: CalendarDay] = [:]
      for release in catalog.releases where release.system == codeSet.id {
        effective[release.label] = release.effective
      }
      let flags = catalog.flags.filter { $0.system == codeSet.id }.map {
        (
          code: $0.code, property: "flag", kind: $0.flag.rawValue, value: $0.flag.rawValue,
          release: $0.release
        )
      }
      let groups = catalog.groups.filter { $0.system == codeSet.id }.map {
        (
          code: $0.code, property: "group", kind: $0.grouping.rawValue,
          value: "\($0.grouping.rawValue) \($0.group)", release: $0.release
        )
      }
      for said in [flags, groups] {
        var newest: [String: CalendarDay] = [:]
        for one in said {
          guard let day = effective[one.release] else { continue }
          newest[one.kind] = max(newest[one.kind] ?? day, day)
        }
        for one in said where effective[one.release] == newest[one.kind] {
          byCode["\(codeSet.id) \(one.code)", default: []].append((one.property, one.value))
        }
      }
    }
  }

  /// Appends the properties of a code.
  func append(_ code: CodeRow, to text: inout JSONText) {
    for (property, value) in byCode["\(code.system) \(code.code)"] ?? [] {
      text.append(property: property, "valueString", value)
    }
  }
}
