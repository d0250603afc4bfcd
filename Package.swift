// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "codeset",
  products: [.executable(name: "codeset", targets: ["codeset"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
    .systemLibrary(name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),

    .systemLibrary(name: "CLinux"),
    // Needs libcurl's header (libcurl4-openssl-dev), and loads the library itself while the program runs.
    .target(name: "CLibCurl"),

    // The nouns. Everything imports them; they import nothing of ours.
    .target(name: "CodeSetModel"),
    // Tables as CSV text, through libcsv: the registry, the files between stages, and a product.
    .target(name: "CSVTables", dependencies: ["CodeSetModel", "CLibCSV"]),

    // The stages. None imports another.
    .target(
      name: "Ingest",
      dependencies: [
        "CodeSetModel", "CSVTables", "CLibArchive", .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "Normalize", dependencies: ["CodeSetModel"]),
    .target(name: "History", dependencies: ["CodeSetModel"]),
    .target(name: "Validate", dependencies: ["CodeSetModel"]),
    .target(
      name: "EmitSQLite",
      dependencies: [
        "CodeSetModel", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(name: "EmitJSON", dependencies: ["CodeSetModel"]),
    .target(name: "EmitCSV", dependencies: ["CodeSetModel", "CSVTables"]),
    .target(name: "EmitReport", dependencies: ["CodeSetModel"]),
    .target(name: "EmitSite", dependencies: ["CodeSetModel", "CSitePages"]),
    // The pages of the lookup site, put into the program by C's #embed.
    .target(name: "CSitePages", exclude: ["site"]),
    .target(name: "EmitFHIR", dependencies: ["CodeSetModel"]),
    .target(name: "EmitLoad", dependencies: ["CodeSetModel", "CSVTables"]),
    .target(name: "EmitOMOP", dependencies: ["CodeSetModel"]),
    .target(
      name: "Lookup", dependencies: ["CodeSetModel", .product(name: "GRDB", package: "GRDB.swift")]),

    // Files over HTTP: before the first stage.
    .target(name: "Fetch", dependencies: ["CLibCurl"]),

    // The command: the only place that knows all stages.
    .executableTarget(
      name: "codeset",
      dependencies: [
        "CodeSetModel", "CSVTables", "Ingest", "Normalize", "History", "Validate", "EmitSQLite", "EmitJSON",
        "EmitCSV", "EmitReport", "EmitSite", "EmitFHIR", "EmitLoad", "EmitOMOP", "Lookup", "Fetch", "CLinux",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),

    .target(
      name: "TestSupport", dependencies: ["CodeSetModel", "CSVTables", "Ingest"], path: "Tests/TestSupport"),
    .testTarget(name: "IngestTests", dependencies: ["CodeSetModel", "CSVTables", "Ingest", "TestSupport"]),
    .testTarget(
      name: "NormalizeTests", dependencies: ["CodeSetModel", "Ingest", "Normalize", "TestSupport"]),
    .testTarget(
      name: "ValidateTests",
      dependencies: ["CodeSetModel", "Ingest", "Normalize", "History", "Validate", "TestSupport"]),
    .testTarget(
      name: "HistoryTests",
      dependencies: ["CodeSetModel", "Ingest", "Normalize", "History", "TestSupport"]),
    .testTarget(name: "EmitTests", dependencies: ["codeset", "TestSupport"]),
    // Through the command: the whole pipeline as make and people run it.
    .testTarget(name: "PipelineTests", dependencies: ["codeset", "CodeSetModel", "Lookup", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
