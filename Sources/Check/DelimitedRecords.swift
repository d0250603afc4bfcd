/// Finds the records of delimited text and where their fields begin and end, without copying a byte: what a file says
/// besides its codes comes back as it is. A parser that hands over values, such as libcsv, has lost by then how they
/// were written.
struct DelimitedRecord {
  /// Where each field is, its quotes included.
  var fields: [Range<Int>] = []
  /// Where the line end is: LF, CR LF, or nothing at the end of the input.
  var lineEnd = 0..<0
  /// How many lines it has.
  var lines = 0

  /// Reads the record that begins at a place.
  ///
  /// - Parameter isLast: whether the bytes are the last ones of the input.
  /// - Returns: whether the record is complete.
  mutating func read(_ bytes: [UInt8], at start: Int, delimiter: UInt8, isLast: Bool) -> Bool {
    fields.removeAll(keepingCapacity: true)
    lines = 1
    return bytes.withUnsafeBufferPointer { bytes in
      var (place, field) = (start, start)
      var isQuoted = false
      while place < bytes.count {
        let byte = bytes[place]
        if isQuoted {
          // A doubled quote ends the quotes and begins them again.
          if byte == UInt8(ascii: "\"") { isQuoted = false }
          if byte == UInt8(ascii: "\n") { lines += 1 }
        } else if byte == delimiter {
          fields.append(field..<place)
          field = place + 1
        } else if byte == UInt8(ascii: "\n") {
          let end = place > field && bytes[place - 1] == UInt8(ascii: "\r") ? place - 1 : place
          fields.append(field..<end)
          lineEnd = end..<place + 1
          return true
        } else if byte == UInt8(ascii: "\"") {
          // Amid a field without quotes it is a character like any other.
          isQuoted = place == field || bytes[field] == UInt8(ascii: "\"")
        }
        place += 1
      }
      guard isLast, !isQuoted else { return false }
      fields.append(field..<place)
      lineEnd = place..<place
      return true
    }
  }

  /// Whether it is a line without anything on it.
  var isBlank: Bool { fields.count == 1 && fields[0].isEmpty }
}

extension [UInt8] {
  /// What a field says: what is between its quotes, where it has some.
  func content(of field: Range<Int>) -> ArraySlice<UInt8> {
    let quote = UInt8(ascii: "\"")
    guard field.count >= 2, self[field.lowerBound] == quote, self[field.upperBound - 1] == quote else {
      return self[field]
    }
    return self[field.lowerBound + 1..<field.upperBound - 1]
  }
}
