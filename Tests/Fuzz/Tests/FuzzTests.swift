import CodeSetModel
import Ingest
import Pipeline
import Testing

/// The readers that `make fuzz` hands changed files: what is sound is read, and what once was found stays fixed.
@Suite struct FuzzTests {
  @Test func everyLayoutHasAReaderWithSamples() {
    let ofCodes = CodeSystem.all.flatMap { Layout.names(of: $0) }
    let ofCompanions = InputFile.Role.allCases.flatMap(\.kinds).flatMap(\.layouts)
    let layouts = Set(ofCodes + ofCompanions + DeclaredCompanion.shipped.keys)
    let fuzzed = Set(
      FuzzedReader.entries.flatMap { entry in
        [entry.layout.name] + entry.companions.map { $0.declaration?.name ?? $0.layout }
      })
    #expect(layouts.subtracting(fuzzed) == [], "Tests/Fuzz/Corpus/releases.csv names a file of each layout")
  }

  /// Tables with texts of a form of their own, which a sample that follows from the columns alone does not have.
  private static let ofOwnForm: Set = [
    "stage-family", "stage-axis_mention", "stage-pivot", "stage-published", "stage-gem",
  ]

  @Test(arguments: FuzzedReader.all)
  func aSoundFileIsRead(_ reader: FuzzedReader) throws {
    #expect(!reader.samples().isEmpty)
    for sample in reader.samples() {
      let count = try reader.read(sample) ?? 0
      #expect(count > 0 || Self.ofOwnForm.contains(reader.name))
    }
  }

  @Test(arguments: FuzzedReader.all)
  func whatWasFoundStaysFixed(_ reader: FuzzedReader) throws {
    for (file, bytes) in reader.found {
      #expect(throws: Never.self, "\(reader.name)/\(file)") { _ = try reader.read(bytes) }
    }
  }

  /// A few changes of each sample, with the mutator of `make fuzz`: also under the sanitizers.
  @Test(arguments: FuzzedReader.all)
  func everyRowOfAChangedFileIsKeptOrRejected(_ reader: FuzzedReader) throws {
    for (place, sample) in reader.samples().prefix(3).enumerated() {
      for seed in 1...10 as ClosedRange<UInt64> {
        var mutation = Mutation(seed: seed * 100 + UInt64(place))
        let changed = mutation.changed(sample)
        #expect(throws: Never.self, "seed \(seed)") { _ = try reader.read(changed) }
      }
    }
  }
}
