import CodeSetModel

/// The release, how many changes there are of each kind, the changes, and the files.
extension ReleaseSummary: JSONRecord {
  func append(to text: inout JSONText) {
    text.beginObject()
    text.member("release", release)
    text.member("previous", previous)
    text.key("counts")
    text.beginObject()
    for kind in Change.Kind.allCases {
      text.key(named: kind.rawValue)
      text.value(count(kind))
    }
    text.endObject()
    text.member("changes", changes.map(\.change))
    text.member("findings", findings)
    text.member("inputs", inputs)
    text.endObject()
  }
}
