import Files

/// The codes that the arguments of a command name: one by one, or those on the lines of a file.
struct TypedCodes {
  var codes: [String] = []
  /// Whether a file or standard input lists some: there may be many.
  var areListed = false

  init(_ arguments: [String]) throws(Failure) {
    for argument in arguments {
      guard argument == "-" || argument.hasPrefix("@") else {
        codes.append(argument)
        continue
      }
      areListed = true
      var bytes: [UInt8] = []
      var count = -1
      let stream = try FileStream(argument == "-" ? nil : String(argument.dropFirst()))
      while bytes.count != count {
        count = bytes.count
        try stream.read(into: &bytes)
      }
      let lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
      codes += lines.map { String(decoding: $0, as: UTF8.self) }.filter { !$0.allSatisfy(\.isWhitespace) }
    }
  }
}
