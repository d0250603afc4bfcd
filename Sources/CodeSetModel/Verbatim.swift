/// A text that is compared as it is published, byte for byte: Swift takes é and e with a combining accent for equal.
@propertyWrapper
public struct Verbatim: Hashable, Sendable {
  public var wrappedValue: String

  @inlinable
  public init(wrappedValue: String) {
    self.wrappedValue = wrappedValue
  }

  @inlinable
  public static func == (one: Verbatim, other: Verbatim) -> Bool {
    one.wrappedValue.hasSameBytes(as: other.wrappedValue)
  }
}

extension String {
  /// Whether two texts are the same byte for byte.
  @inlinable
  package func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    // Not `withUTF8`, which needs copies of both.
    return utf8.withContiguousStorageIfAvailable { one in
      other.utf8.withContiguousStorageIfAvailable {
        isSame(UnsafeRawBufferPointer(one), UnsafeRawBufferPointer($0))
      }
    }.flatMap(\.self) ?? utf8.elementsEqual(other.utf8)
  }
}

/// Eight bytes at a time: titles have some sixty.
@usableFromInline
func isSame(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
  var place = 0
  while place + 8 <= one.count {
    guard
      one.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        == other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    else { return false }
    place += 8
  }
  while place < one.count {
    guard one[place] == other[place] else { return false }
    place += 1
  }
  return true
}
