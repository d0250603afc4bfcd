extension [UInt8] {
  /// Appends the decimal digits of a number.
  public mutating func append(decimal value: Int) {
    var rest = value.magnitude
    if value < 0 { append(UInt8(ascii: "-")) }
    let start = count
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    self[start...].reverse()
  }
}
