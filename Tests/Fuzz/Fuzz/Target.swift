import Foundation

// The one file that talks to libFuzzer.

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ read: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@_silgen_name("LLVMFuzzerMutate")
private func mutate(_ bytes: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int) -> Int

/// A reader under libFuzzer, which keeps what reaches a new place in the program, and changes it further.
struct Target {
  /// libFuzzer hands its inputs to a function of C, which knows no other.
  nonisolated(unsafe) fileprivate static var reader: FuzzedReader?
  /// The longest input: large enough for a line that is too long.
  private static let longest = 200_000

  private let reader: FuzzedReader

  init(_ reader: FuzzedReader) {
    self.reader = reader
  }

  /// - Parameter options: those of libFuzzer, and files: these alone are read then.
  func run(_ options: [String]) -> CInt {
    Self.reader = reader
    var arguments = ["fuzz", "-timeout=10", "-rss_limit_mb=1024", "-max_len=\(Self.longest)"]
    arguments += ["-print_funcs=0"] + options
    if options.allSatisfy({ $0.hasPrefix("-") }) { arguments.append(sampleFolder()) }
    var count = CInt(arguments.count)
    var pointers = arguments.map { strdup($0) } + [nil]
    return pointers.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      return withUnsafeMutablePointer(to: &start) { runDriver(&count, $0, read) }
    }
  }

  /// The folder in which libFuzzer finds the samples, and keeps what it finds.
  private func sampleFolder() -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "codeset-fuzz-\(getpid())-\(reader.name)")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (number, bytes) in (reader.samples() + reader.found.map(\.bytes)).enumerated() {
        try Data(bytes).write(to: folder.appending(path: "\(number)"))
      }
    } catch {
      print("\(folder.path): \(error.localizedDescription)")
      exit(2)
    }
    return folder.path
  }
}

/// Reads an input: rows that do not add up end the process, as a signal does.
private func read(_ start: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  do {
    _ = try Target.reader?.read(Array(UnsafeBufferPointer(start: start, count: size)))
  } catch {
    print("rows in are not rows out + rejected: \(error)")
    abort()
  }
  return 0
}

/// Half of the changes are ours, which know lines, fields and zips; half are those of libFuzzer.
@_cdecl("LLVMFuzzerCustomMutator")
public func changeInput(_ start: UnsafeMutablePointer<UInt8>, _ size: Int, _ most: Int, _ seed: UInt32) -> Int
{
  guard !seed.isMultiple(of: 2) else { return mutate(start, size, most) }
  var mutation = Mutation(seed: UInt64(seed))
  let bytes = mutation.changed(Array(UnsafeBufferPointer(start: start, count: size))).prefix(most)
  for (place, byte) in bytes.enumerated() { start[place] = byte }
  return bytes.count
}
