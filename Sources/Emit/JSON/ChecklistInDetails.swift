import CodeSetModel

/// What a record must state to choose each code among its siblings, as JSON strings after a key: derived from the
/// axes of the code's family.
struct ChecklistInDetails {
  /// The axes of each family, and for each the values that its current members have, as bits in the order of the
  /// vocabulary.
  private var families: [(axes: [FamilyAxis], values: [UInt32])] = []
  private var indexes = CodeIndex()
  /// The texts, quoted, by axis and values: there are few.
  private var texts: [Requirement: [UInt8]] = [:]
  private let catalog: Tables

  private struct Requirement: Hashable {
    var axis: FamilyAxis
    var values: UInt32
  }

  /// - Parameter current: the positions of the current codes of the code set.
  init(of catalog: Tables, system: String, current: [Int]) {
    self.catalog = catalog
    for family in catalog.families where family.system == system {
      _ = indexes.add(family.family)
      families.append((family.axes, Array(repeating: 0, count: family.axes.count)))
    }
    var mentions = catalog.mentions[...]
    for position in current {
      guard let family = index(of: position) else { continue }
      for (place, axis) in families[family].axes.enumerated() {
        guard let value = value(of: position, on: axis, among: &mentions) else { continue }
        families[family].values[place] |= 1 << value
      }
    }
    for family in families {
      for (axis, values) in zip(family.axes, family.values)
      where texts[Requirement(axis: axis, values: values)] == nil {
        let names = axis.axis.vocabulary.enumerated().filter { values & (1 << $0.offset) != 0 }.map(\.element)
        let text = DocumentationRequirement(axis, among: Set(names)).map { quoted($0.description) }
        texts[Requirement(axis: axis, values: values)] = text ?? []
      }
    }
  }

  /// Appends what the record must state for a code, with the key before it, where it has siblings.
  ///
  /// - Parameter mentions: those of this code and of all that come after it.
  func append(of position: Int, mentions: ArraySlice<AxisMention>, to text: inout JSONText) {
    guard let family = index(of: position) else { return }
    var isEmpty = true
    var mentions = mentions
    for (axis, values) in zip(families[family].axes, families[family].values) {
      guard value(of: position, on: axis, among: &mentions) != nil,
        let requirement = texts[Requirement(axis: axis, values: values)], !requirement.isEmpty
      else { continue }
      if isEmpty {
        text.key("checklist")
        text.beginArray()
        isEmpty = false
      }
      requirement.withUnsafeBytes { text.value(json: $0) }
    }
    if !isEmpty { text.endArray() }
  }

  private func index(of position: Int) -> Int? {
    catalog.codes[position].content.family.flatMap { indexes.position(of: $0) }
  }

  /// The value of a code on an axis, by its place in the vocabulary.
  ///
  /// - Parameter mentions: those of this code and of all that come after it; what is before is dropped.
  private func value(of position: Int, on axis: FamilyAxis, among mentions: inout ArraySlice<AxisMention>)
    -> Int?
  {
    let value: String?
    if axis.isHeadline {
      value = catalog.codes[position].content.axes[axis.axis]
    } else {
      while let first = mentions.first, first.code < position { mentions.removeFirst() }
      value = mentions.prefix { $0.code == position }.value(on: axis)
    }
    return value.flatMap { axis.axis.vocabulary.firstIndex(of: $0) }
  }
}

private func quoted(_ value: String) -> [UInt8] {
  var buffer = ByteBuffer(capacity: 256)
  buffer.append(quoted: value)
  return Array(buffer.bytes)
}
