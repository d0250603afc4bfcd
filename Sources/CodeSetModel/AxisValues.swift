/// The headline values of one code: at most one per axis, none where the axis does not apply.
///
/// Four bits an axis hold the value's place in the vocabulary, from 1: there are millions of codes to copy and
/// compare.
public struct AxisValues: Hashable, Sendable {
  public private(set) var bits: UInt64 = 0

  package init() {}

  /// The place of the value in the vocabulary of the axis, from 1; 0 for none.
  public subscript(number axis: Axis) -> Int {
    @inlinable
    get { Int(truncatingIfNeeded: bits >> UInt64(axis.number * 4)) & 15 }
    set {
      let shift = UInt64(axis.number * 4)
      bits = bits & ~(15 << shift) | UInt64(newValue) << shift
    }
  }

  /// The raw value on an axis.
  @inlinable
  public subscript(axis: Axis) -> String? {
    let number = self[number: axis]
    return number == 0 ? nil : Axis.vocabularies[axis.number][number - 1]
  }

  public var trimester: Trimester? { self[.trimester].flatMap(Trimester.init) }
  public var laterality: Laterality? { self[.laterality].flatMap(Laterality.init) }
}

extension AxisValues {
  static let columns = Axis.allCases.map {
    Column($0.rawValue, .text, optional: true, vocabulary: $0.vocabulary, $0.meaning)
  }

  @inlinable
  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    for axis in Axis.allCases { sink.text(self[axis]) }
  }

  init(from fields: inout FieldReader) throws(FieldError) {
    for axis in Axis.allCases { self[number: axis] = try fields.optionalPlace(in: axis.vocabulary) }
  }
}
