import CodeSetModel

extension ReleaseSummary {
  /// The summary as a JSON object: the release, how many changes there are of each kind, the changes, and the files.
  var json: String {
    let counts = Change.Kind.allCases.map { "\"\($0.rawValue)\":\(count($0))" }.joined(separator: ",")
    let before = previous.map { ",\"previous\":\(object($0))" } ?? ""
    return "{\"release\":\(object(release))\(before),\"counts\":{\(counts)},\"changes\":"
      + "\(array(changes.map(\.change))),\"findings\":\(array(findings)),\"inputs\":\(array(inputs))}"
  }
}
