import CodeSetModel
import Lookup

extension SectionRecord {
  /// The chapter or block for people.
  func text(naming systemName: String?) -> String {
    var page = Page()
    page.lines.append("\(section.section)  \(section.title)")
    if let systemName { page.add("code set", systemName) }
    if let asOf { page.lines.append(asOf) }
    page.add(section.kind.rawValue, section.number ?? "of \(system.name)")
    if !section.isInForce(on: day) {
      page.add("in force", "from \(section.validFrom)\(section.validTo.map { " until \($0)" } ?? "")")
    }
    page.add("under", parents.map { ($0.section, $0.title) })
    page.add("blocks", blocks.map { ($0.section, $0.title) })
    page.add("categories", categories.map { ($0.displayCode, $0.longTitle) })
    return page.lines.joined(separator: "\n")
  }
}

extension SectionRecord: JSONRecord {
  func append(to text: inout JSONText) {
    text.beginObject()
    text.member("section", section)
    text.member("parents", parents)
    text.member("blocks", blocks)
    text.member("categories", categories)
    if let asOf {
      text.key("as_of")
      text.value(asOf)
    }
    text.endObject()
  }
}
