/// Bytes gathered before they are written: a product has some hundred million of them.
///
/// The standard array checks on each append whether it is shared; this buffer cannot be and does not.
public struct ByteBuffer: ~Copyable {
  @usableFromInline var start: UnsafeMutablePointer<UInt8>
  @usableFromInline var capacity: Int
  @usableFromInline var end = 0

  /// How many bytes there are.
  public var count: Int { end }

  package init(capacity: Int = 4096) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// The bytes as they are; valid until the next change.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: end) }

  /// Forgets all bytes and keeps the room for them.
  public mutating func removeAll() { end = 0 }

  /// Forgets the last byte.
  public mutating func removeLast() {
    precondition(end > 0, "there is a byte")
    end -= 1
  }

  @inlinable
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    start[end] = byte
    end += 1
  }

  @inlinable
  public mutating func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    guard let source = bytes.baseAddress else { return }
    UnsafeMutableRawPointer(start + end).copyMemory(from: source, byteCount: bytes.count)
    end += bytes.count
  }

  @inlinable
  public mutating func append(_ text: StaticString) {
    append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  @inlinable
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
  }

  /// Appends the decimal digits of a number.
  @inlinable
  public mutating func append(decimal value: Int) {
    var rest = value.magnitude
    var digits = 1
    var limit: UInt = 10
    while rest >= limit, digits < 19 {
      digits += 1
      limit *= 10
    }
    if value < 0 { append(UInt8(ascii: "-")) }
    reserve(digits)
    for place in stride(from: end + digits - 1, through: end, by: -1) {
      start[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    end += digits
  }

  /// Appends what `body` writes into the room it is given, of at least `room` bytes; it returns how many.
  @inlinable
  public mutating func append(room: Int, _ body: (UnsafeMutableRawPointer) -> Int) {
    reserve(room)
    end += body(start + end)
  }

  @inlinable
  mutating func reserve(_ more: Int) {
    guard end + more > capacity else { return }
    grow(by: more)
  }

  @usableFromInline
  mutating func grow(by more: Int) {
    while end + more > capacity { capacity *= 2 }
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.moveInitialize(from: start, count: end)
    start.deallocate()
    start = larger
  }
}
