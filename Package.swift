// swift-tools-version: 6.2
import PackageDescription

/// Whether `make fuzz` builds: the fuzzer is linked with libFuzzer, and in place of the tests of the readers.
let isFuzzed = Context.environment["CODESET_FUZZ"] == "1"

let package = Package(
  name: "codeset",
  products: [
    .executable(name: "codeset", targets: ["codeset"]),
    // Another Swift program opens an artifact and asks it (Lookup), or builds one (Pipeline).
    .library(name: "CodeSetModel", targets: ["CodeSetModel"]),
    .library(name: "Lookup", targets: ["Lookup"]),
    .library(name: "Pipeline", targets: ["Pipeline"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibCSV", path: "Sources/C/LibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(
      name: "CLibArchive", path: "Sources/C/LibArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(
      name: "CLibCrypto", path: "Sources/C/LibCrypto", pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CLibXML2", path: "Sources/C/LibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLinux", path: "Sources/C/Linux"),
    // Needs libcurl's header (libcurl4-openssl-dev), and loads the library itself while the program runs.
    .target(name: "CLibCurl", path: "Sources/C/LibCurl"),

    // The nouns. Everything imports them; they import nothing of ours.
    .target(name: "CodeSetModel"),
    // Tables as CSV text, through libcsv: the registry, the files between stages, and a product.
    .target(name: "CSVTables", dependencies: ["CodeSetModel", "CLibCSV"]),
    // Reading, writing and hashing files.
    .target(name: "Files", dependencies: ["CLibCrypto"]),

    // The stages. None imports another.
    .target(
      name: "Ingest", dependencies: ["CodeSetModel", "CSVTables", "Files", "CLibArchive", "CLibXML2"],
      resources: [
        "ahrq-ccs-icd10cm", "ahrq-ccir", "ahrq-cci-icd9cm", "ahrq-ccsr", "cms-hcc", "nber-gem",
        "nber-gem-icd9cm",
      ].map { .embedInCode("Declared/shipped/\($0).json") }),
    .target(
      name: "Normalize", dependencies: ["CodeSetModel", "CSVTables"],
      resources: [.embedInCode("icd10cm-sections.csv")]),
    .target(name: "Validate", dependencies: ["CodeSetModel"]),
    .target(name: "History", dependencies: ["CodeSetModel"]),
    .target(
      name: "EmitSQLite",
      dependencies: [
        "CodeSetModel", "Search", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], path: "Sources/Emit/SQLite"),
    .target(name: "EmitJSON", dependencies: ["CodeSetModel"], path: "Sources/Emit/JSON"),
    .target(name: "EmitCSV", dependencies: ["CodeSetModel", "CSVTables", "Files"], path: "Sources/Emit/CSV"),
    .target(name: "EmitReport", dependencies: ["CodeSetModel"], path: "Sources/Emit/Report"),
    .target(
      name: "EmitSite", dependencies: ["CodeSetModel", "Search", "CSitePages"], path: "Sources/Emit/Site"),
    // The pages of the lookup site, put into the program by C's #embed.
    .target(name: "CSitePages", path: "Sources/Emit/SitePages", exclude: ["site"]),
    .target(name: "EmitFHIR", dependencies: ["CodeSetModel"], path: "Sources/Emit/FHIR"),
    .target(name: "EmitLoad", dependencies: ["CodeSetModel", "CSVTables"], path: "Sources/Emit/Load"),
    .target(name: "EmitOMOP", dependencies: ["CodeSetModel"], path: "Sources/Emit/OMOP"),

    // The texts that lead to codes, made into an index, and how a query is matched with them.
    .target(name: "Search", dependencies: ["CodeSetModel"], resources: [.embedInCode("synonyms.csv")]),

    // Reads the published SQLite, nothing else.
    .target(
      name: "Lookup", dependencies: ["CodeSetModel", "Search", .product(name: "GRDB", package: "GRDB.swift")]),
    // Every code of a table judged by its day.
    .target(name: "Check", dependencies: ["CodeSetModel", "Lookup"]),
    // Files over HTTP: before the first stage.
    .target(name: "Fetch", dependencies: ["CodeSetModel", "CLibCurl"]),

    // What published files are, by their content, and the rows of the registry for them. Before the first stage.
    .target(name: "Register", dependencies: ["CodeSetModel", "CSVTables", "Files", "Ingest", "Fetch"]),

    // The run: the only place that knows all stages.
    .target(
      name: "Pipeline",
      dependencies: [
        "CodeSetModel", "CSVTables", "Files", "Ingest", "Normalize", "Validate", "History", "EmitSQLite",
        "EmitJSON", "EmitCSV", "EmitReport", "EmitSite", "EmitFHIR", "EmitLoad", "EmitOMOP", "Lookup",
        "Fetch",
        "CLinux",
      ]),
    // The command: arguments, text for people, exit status.
    .executableTarget(
      name: "codeset",
      dependencies: [
        "CodeSetModel", "CSVTables", "Files", "Pipeline", "Register", "Lookup", "Check", "Fetch",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // The example of docs/library.md. It sees what another package sees.
    .executableTarget(
      name: "example", dependencies: ["CodeSetModel", "Lookup"], path: "docs/example", packageAccess: false),

    .target(
      name: "TestSupport", dependencies: ["CodeSetModel", "CSVTables", "Ingest"], path: "Tests/TestSupport"),
    .testTarget(name: "CodeSetModelTests", dependencies: ["CodeSetModel", "TestSupport"]),
    .testTarget(name: "CSVTablesTests", dependencies: ["CodeSetModel", "CSVTables"]),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(name: "IngestTests", dependencies: ["CodeSetModel", "CSVTables", "Ingest", "TestSupport"]),
    .testTarget(
      name: "NormalizeTests", dependencies: ["CodeSetModel", "Ingest", "Normalize", "TestSupport"]),
    .testTarget(
      name: "ValidateTests",
      dependencies: ["CodeSetModel", "Ingest", "Normalize", "History", "Validate", "TestSupport"]),
    .testTarget(
      name: "HistoryTests",
      dependencies: ["CodeSetModel", "Ingest", "Normalize", "History", "TestSupport"]),
    .testTarget(name: "LookupTests", dependencies: ["codeset", "CodeSetModel", "Lookup", "TestSupport"]),
    .testTarget(name: "CheckTests", dependencies: ["codeset", "Check", "Lookup", "TestSupport"]),
    .testTarget(name: "FetchTests", dependencies: ["codeset", "Fetch", "TestSupport"]),
    // Through the command: the whole pipeline as make and people run it.
    .testTarget(
      name: "PipelineTests", dependencies: ["codeset", "example", "CodeSetModel", "Lookup", "TestSupport"]),

    // A catalog with everything that text can do to a product; the emitters are tested with it.
    .target(name: "SmallCatalog", dependencies: ["TestSupport"], path: "Tests/Emit/SmallCatalog"),
    .emitterTests("SQLite"), .emitterTests("JSON"), .emitterTests("CSV"), .emitterTests("Report"),
    .emitterTests("Site"), .emitterTests("FHIR"), .emitterTests("Load"), .emitterTests("OMOP"),
    // What is true of all products together.
    .emitterTests("AllProducts"),

    // Every reader with its samples: read by the tests, or, with CODESET_FUZZ=1, by a fuzzer.
    isFuzzed ? .fuzzer : .fuzzedReaderTests,
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  // `make check` and the tests allow no warning; another compiler's new warning breaks no one's build.
  if Context.environment["CODESET_STRICT"] == "1" {
    target.swiftSettings?.append(.treatAllWarnings(as: .error))
  }
  if isFuzzed, target.path?.hasPrefix("Tests") != true {
    // Tells libFuzzer what is reached, and checks the bounds of buffers as a debug build does.
    target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer", "-assert-config", "Debug"]))
  }
}

extension Target {
  /// The tests of one emitter, through the command.
  static func emitterTests(_ product: String) -> Target {
    .testTarget(
      name: "Emit\(product)Tests", dependencies: ["codeset", "SmallCatalog", "TestSupport"],
      path: "Tests/Emit/\(product)")
  }

  private static var fuzzedReaders: [Target.Dependency] {
    ["CodeSetModel", "CSVTables", "Files", "Ingest", "Pipeline", "Lookup", "Check", "TestSupport"]
  }

  static var fuzzer: Target {
    .executableTarget(
      name: "fuzz", dependencies: fuzzedReaders, path: "Tests/Fuzz", exclude: ["Corpus", "Tests"],
      sources: ["Readers", "Fuzz"],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
  }

  static var fuzzedReaderTests: Target {
    .testTarget(
      name: "FuzzTests", dependencies: fuzzedReaders, path: "Tests/Fuzz", exclude: ["Corpus", "Fuzz"],
      sources: ["Readers", "Tests"])
  }
}
