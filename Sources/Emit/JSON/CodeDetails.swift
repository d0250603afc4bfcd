import CodeSetModel

/// What the files of a category tell of a code besides its columns.
///
///     "mentions":[{"axis":"trimester","value":"second","basis":"title","start":43,"length":16}],
///     "pivots":[{"axis":"trimester","value":"first","target":"O3431"},...],
///     "history":[{"id":...,"code":"O1001","valid_from":"2015-10-01","valid_to":"2022-04-01",...}],
///     "replaces":[{"code":"A0471","effective":"2017-10-01","previous_code":"A047",...}],
///     "crosswalks":[{"source_system":"icd10cm","source_code":"O26872","target_system":"icd9cm",...}],
///     "flags":[{"system":"icd10cm","code":"B900","flag":"poa_exempt",...}],
///     "checklist":["trimester: first, second or third; unspecified only when the record does not say"],
///     "annotations":[{"system":"icd10cm","code":"O343","topic":"overview","position":1,"text":...}],
///     "groups":[{"system":"icd9cm","code":"1370","grouping":"ccs","level":1,"group_code":"1",...}],
///     "hcpcs":{"release":"2019","code":"LT",...,"coverage":"D","added":"1995-01-01",...}
struct CodeDetails: ~Copyable {
  private let catalog: Tables
  private let histories: CodeHistories
  /// What the newest release says of each code of HCPCS besides its titles.
  private let hcpcs: [String: HCPCSDetail]
  private var hcpcsWriter = JSONWriter(HCPCSDetail.table)
  private var codeWriter = JSONWriter(CodeRow.table)
  private var replacements: RowsInDetails<Replacement>
  private var crosswalks: RowsInDetails<Crosswalk>
  private var flags: RowsInDetails<CodeFlag>
  private var groups: RowsInDetails<CodeGroup>
  private var annotations: AnnotationsInDetails
  private let checklist: ChecklistInDetails
  /// The first mention and the first pivot of the code that comes next: both are listed by code.
  private var nextMention = 0
  private var nextPivot = 0

  /// - Parameter current: the positions of the current codes of the code set.
  init(of catalog: Tables, _ histories: CodeHistories, current: [Int]) {
    self.catalog = catalog
    self.histories = histories
    let system = histories.system.id
    let newest = histories.newest?.label
    let ofNewest = catalog.hcpcs.filter { $0.system == system && $0.release == newest }
    hcpcs = Dictionary(ofNewest.map { ($0.record.code, $0) }, uniquingKeysWith: { first, _ in first })
    replacements = RowsInDetails(
      catalog.replacements, of: system, by: \.system, \.code, key: ",\"replaces\":[")
    crosswalks = RowsInDetails(
      catalog.crosswalks, of: system, by: \.sourceSystem, \.sourceCode, key: ",\"crosswalks\":[")
    flags = RowsInDetails(catalog.flags, of: system, by: \.system, \.code, key: ",\"flags\":[")
    groups = RowsInDetails(catalog.groups, of: system, by: \.system, \.code, key: ",\"groups\":[")
    annotations = AnnotationsInDetails(histories.heldAnnotations)
    checklist = ChecklistInDetails(of: catalog, system: system, current: current)
  }

  /// Appends the details of a code, each with a comma before it; the codes are asked for in order.
  mutating func append(of code: Int, to text: inout ByteBuffer) {
    while nextMention < catalog.mentions.count, catalog.mentions[nextMention].code < code { nextMention += 1 }
    checklist.append(of: code, mentions: catalog.mentions[nextMention...], to: &text)
    var separator: StaticString = ",\"mentions\":[{"
    while nextMention < catalog.mentions.count, catalog.mentions[nextMention].code == code {
      let mention = catalog.mentions[nextMention]
      text.append(separator)
      append(axis: mention.axis, role: mention.role, value: mention.value, to: &text)
      text.append(",\"basis\":\"" as StaticString)
      text.append(mention.basis.rawValue)
      text.append("\",\"start\":" as StaticString)
      text.append(decimal: mention.start)
      text.append(",\"length\":" as StaticString)
      text.append(decimal: mention.length)
      separator = "},{"
      nextMention += 1
    }
    if separator.utf8CodeUnitCount == 3 { text.append("}]" as StaticString) }

    while nextPivot < catalog.pivots.count, catalog.pivots[nextPivot].code < code { nextPivot += 1 }
    separator = ",\"pivots\":[{"
    while nextPivot < catalog.pivots.count, catalog.pivots[nextPivot].code == code {
      let pivot = catalog.pivots[nextPivot]
      text.append(separator)
      append(axis: pivot.axis, role: pivot.role, value: pivot.value, to: &text)
      text.append(",\"target\":\"" as StaticString)
      text.append(catalog.codes[pivot.target].code)
      text.append("\"" as StaticString)
      separator = "},{"
      nextPivot += 1
    }
    if separator.utf8CodeUnitCount == 3 { text.append("}]" as StaticString) }
    appendHistory(of: code, to: &text)
    if let detail = hcpcs[catalog.codes[code].code] {
      hcpcsWriter.buffer.removeAll()
      hcpcsWriter.append(detail)
      text.append(",\"hcpcs\":" as StaticString)
      text.append(hcpcsWriter.buffer.bytes)
    }
  }

  /// Appends the earlier rows of a code, which stand before this one, and what other tables say of it.
  private mutating func appendHistory(of code: Int, to text: inout ByteBuffer) {
    let current = catalog.codes[code]
    let earlier = histories.rows(before: code)
    codeWriter.buffer.removeAll()
    for row in earlier {
      codeWriter.buffer.append(row == earlier.lowerBound ? ",\"history\":[" : "," as StaticString)
      codeWriter.append(catalog.codes[row])
    }
    text.append(codeWriter.buffer.bytes)
    if !earlier.isEmpty { text.append(UInt8(ascii: "]")) }

    replacements.append(of: current.code, to: &text)
    crosswalks.append(of: current.code, to: &text)
    flags.append(of: current.code, to: &text)
    groups.append(of: current.code, to: &text)
    annotations.append(of: current.code, to: &text)
  }

  /// Names of axes, roles and values, and codes, hold nothing that JSON would escape.
  private func append(axis: Axis, role: String, value: String, to text: inout ByteBuffer) {
    text.append("\"axis\":\"" as StaticString)
    text.append(axis.rawValue)
    if !role.isEmpty {
      text.append("\",\"role\":\"" as StaticString)
      text.append(role)
    }
    text.append("\",\"value\":\"" as StaticString)
    text.append(value)
    text.append("\"" as StaticString)
  }
}
