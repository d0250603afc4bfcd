import CodeSetModel

/// What the files of a category tell of a code besides its columns.
///
///     "mentions":[{"axis":"trimester","value":"second","basis":"title","start":43,"length":16}],
///     "pivots":[{"axis":"trimester","value":"first","target":"O3431"},...]
struct CodeDetails {
  private let catalog: Catalog
  /// The first mention and the first pivot of the code that comes next: both are listed by code.
  private var nextMention = 0
  private var nextPivot = 0

  init(of catalog: Catalog) {
    self.catalog = catalog
  }

  /// Appends the details of a code, each with a comma before it; the codes are asked for in order.
  mutating func append(of code: Int, to text: inout ByteBuffer) {
    while nextMention < catalog.mentions.count, catalog.mentions[nextMention].code < code { nextMention += 1 }
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
