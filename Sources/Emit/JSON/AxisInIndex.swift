import CodeSetModel

/// An axis in `index.json`, with its values in their order and as people say them.
struct AxisInIndex: Encodable {
  struct Value: Encodable {
    var value, words: String
  }

  var axis, meaning: String
  var values: [Value]
  /// What a mention may be said of where a title says the axis of two things: the value in the field of the code, and
  /// the other.
  var headlineRole, secondRole: String?

  enum CodingKeys: String, CodingKey {
    case axis, meaning, values
    case headlineRole = "headline_role"
    case secondRole = "second_role"
  }

  init(_ axis: Axis) {
    self.axis = axis.rawValue
    meaning = axis.meaning
    values = axis.values.map { Value(value: $0.name, words: $0.words) }
    headlineRole = axis.headlineRole.isEmpty ? nil : axis.headlineRole
    secondRole = axis.secondRole
  }
}
