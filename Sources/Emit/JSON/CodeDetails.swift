import CodeSetModel

/// What the files of a category tell of a code besides its columns.
///
///     "mentions":[{"axis":"trimester","value":"second","basis":"title","start":43,"length":16}],
///     "pivots":[{"axis":"trimester","value":"first","target":"O3431"},...],
///     "history":[{"id":...,"code":"O1001","valid_from":"2015-10-01","valid_to":"2022-04-01",...}],
///     "replaces":[{"code":"A0471","effective":"2017-10-01","previous_code":"A047",...}],
///     "crosswalks":[{"source_system":"icd10cm","source_code":"O26872","target_system":"icd9cm",...,
///       "target_state":"retired","target_ended":"2019-10-01","target_became":"H814"}],
///     "flags":[{"system":"icd10cm","code":"B900","flag":"poa_exempt",...}],
///     "checklist":["trimester: first, second or third; unspecified only when the record does not say"],
///     "annotations":[{"system":"icd10cm","code":"O343","topic":"overview","position":1,"text":...}],
///     "notes":[{"owner":"O343","kind":"inclusion_term","text":"Maternal care for ...",...}],
///     "section_notes":[{"owner":"O00-O9A","kind":"excludes1","text":...,"references":[{"start":34,...}]}],
///     "groups":[{"system":"icd9cm","code":"1370","grouping":"ccs","level":1,"group_code":"1",...}],
///     "hcpcs":{"release":"2019","code":"LT",...,"coverage":"D","added":"1995-01-01",...}
struct CodeDetails {
  private let catalog: Tables
  private let histories: CodeHistories
  /// What the newest release says of each code of HCPCS besides its titles.
  private let hcpcs: [String: HCPCSDetail]
  private let hcpcsKeys = JSONKeys(HCPCSDetail.table)
  private let codeKeys = JSONKeys(CodeRow.table)
  private let annotationKeys = JSONKeys(Annotation.table)
  private let replacements: RowsInDetails<Replacement>
  private let crosswalks: RowsInDetails<CrosswalkWithEnd>
  private let flags: RowsInDetails<CodeFlag>
  private let groups: RowsInDetails<CodeGroup>
  private let annotations: HeldAnnotations
  private let checklist: ChecklistInDetails
  private let notes: NotesInDetails
  /// The first mention and the first pivot of the code that comes next: both are listed by code.
  private var nextMention = 0
  private var nextPivot = 0

  /// - Parameters:
  ///   - current: the positions of the current codes of the code set.
  ///   - ends: what became of the targets of mappings.
  init(of catalog: Tables, _ histories: CodeHistories, current: [Int], ends: CodeEnds) {
    self.catalog = catalog
    self.histories = histories
    let system = histories.system.id
    let newest = histories.newest?.label
    let ofNewest = catalog.hcpcs.filter { $0.system == system && $0.release == newest }
    hcpcs = Dictionary(ofNewest.map { ($0.record.code, $0) }, uniquingKeysWith: { first, _ in first })
    replacements = RowsInDetails(
      catalog.replacements, of: system, by: \.system, \.code, key: "replaces")
    crosswalks = RowsInDetails(
      Array(catalog.crosswalks.lazy.filter { $0.sourceSystem == system }.map(ends.withEnd)), of: system,
      by: \.mapping.sourceSystem, \.mapping.sourceCode, key: "crosswalks")
    flags = RowsInDetails(catalog.flags, of: system, by: \.system, \.code, key: "flags")
    groups = RowsInDetails(catalog.groups, of: system, by: \.system, \.code, key: "groups")
    annotations = histories.heldAnnotations
    notes = NotesInDetails(of: catalog, system: system, on: histories.newest?.effective)
    checklist = ChecklistInDetails(of: catalog, system: system, current: current)
  }

  /// Appends the details of a code; the codes are asked for in order.
  mutating func append(of code: Int, to text: inout JSONText) {
    while nextMention < catalog.mentions.count, catalog.mentions[nextMention].code < code { nextMention += 1 }
    checklist.append(of: code, mentions: catalog.mentions[nextMention...], to: &text)
    appendMentions(of: code, to: &text)
    appendPivots(of: code, to: &text)
    text.append(catalog.codes[histories.rows(before: code)], key: "history", keys: codeKeys)
    let name = catalog.codes[code].content.code
    replacements.append(of: name, to: &text)
    crosswalks.append(of: name, to: &text)
    flags.append(of: name, to: &text)
    groups.append(of: name, to: &text)
    text.append(annotations.annotations(of: name), key: "annotations", keys: annotationKeys)
    notes.append(of: catalog.codes[code].content, to: &text)
    if let detail = hcpcs[name] {
      text.key("hcpcs")
      text.value(detail, keys: hcpcsKeys)
    }
  }

  private mutating func appendMentions(of code: Int, to text: inout JSONText) {
    guard nextMention < catalog.mentions.count, catalog.mentions[nextMention].code == code else { return }
    text.key("mentions")
    text.beginArray()
    while nextMention < catalog.mentions.count, catalog.mentions[nextMention].code == code {
      let mention = catalog.mentions[nextMention]
      text.beginObject()
      text.members(axis: mention.axis, role: mention.role, value: mention.value)
      text.member("basis", mention.basis.rawValue)
      text.member("start", mention.start)
      text.member("length", mention.length)
      text.endObject()
      nextMention += 1
    }
    text.endArray()
  }

  private mutating func appendPivots(of code: Int, to text: inout JSONText) {
    while nextPivot < catalog.pivots.count, catalog.pivots[nextPivot].code < code { nextPivot += 1 }
    guard nextPivot < catalog.pivots.count, catalog.pivots[nextPivot].code == code else { return }
    text.key("pivots")
    text.beginArray()
    while nextPivot < catalog.pivots.count, catalog.pivots[nextPivot].code == code {
      let pivot = catalog.pivots[nextPivot]
      text.beginObject()
      text.members(axis: pivot.axis, role: pivot.role, value: pivot.value)
      text.member("target", catalog.codes[pivot.target].content.code)
      text.endObject()
      nextPivot += 1
    }
    text.endArray()
  }
}

extension JSONText {
  fileprivate mutating func members(axis: Axis, role: String, value: String) {
    member("axis", axis.rawValue)
    member("role", role.isEmpty ? nil : role)
    member("value", value)
  }
}
