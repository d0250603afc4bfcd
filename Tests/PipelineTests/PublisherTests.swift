import Foundation
import TestSupport
import Testing

/// The publisher's folder listings, from a server of our own: the real pages of October 2025, with small files.
@Suite struct PublisherTests {
  static let root = "pub/Health_Statistics/NCHS/Publications/ICD10CM"
  let server: WebServer

  init() throws {
    server = try WebServer()
  }

  private func page(_ title: String, folders: [String] = [], files: [String] = []) -> Data {
    let lines =
      folders.map { "10/1/2025  8:00 AM        &lt;dir&gt; <A HREF=\"/\(title)/\($0)/\">\($0)</A><br>" }
      + files.map {
        "10/1/2025  8:00 AM  100 <A HREF=\"/\(title)/\($0.replacing(" ", with: "%20"))\">\($0)</A><br>"
      }
    return Data(
      ("<html><body><pre><A HREF=\"/pub/\">[To Parent Directory]</A><br><br>" + lines.joined()
        + "</pre></body></html>").utf8)
  }

  /// A zip of an order file and its addenda, as CDC names them.
  private func release(_ year: Int, _ suffix: String = "", codes: [String]) throws -> Data {
    let order = codes.enumerated().map { place, code in
      let number = String(repeating: "0", count: 5 - "\(place + 1)".count) + "\(place + 1)"
      let flag = code.count > 3 ? 1 : 0
      return "\(number) \(code.padding(toLength: 7, withPad: " ", startingAt: 0)) \(flag) "
        + "Cholera \(code)".padding(toLength: 61, withPad: " ", startingAt: 0) + "Cholera \(code)\r\n"
    }
    return Data(
      try zipped(Array(order.joined().utf8), as: "icd10cm-order-\(suffix.isEmpty ? "" : "April-")\(year).txt")
    )
  }

  private func serve(_ path: String, _ bytes: Data) throws {
    try server.serve(bytes, as: "\(Self.root)/\(path)")
  }

  /// Serves the folders of two years and of an update between them, and what else is beside the codes.
  private func serveUpTo2025() throws {
    try serve(
      "index.html",
      page(Self.root, folders: ["2007", "2015", "2024", "2024-Update", "2025", "CM- Committee"]))
    try serve(
      "2024/index.html",
      page("\(Self.root)/2024", files: ["icd10cm-CodesDescriptions-2024.zip", "Errata FY24.pdf"]))
    try serve("2024/icd10cm-CodesDescriptions-2024.zip", release(2024, codes: ["A00", "A000"]))
    try serve(
      "2024-Update/index.html", page("\(Self.root)/2024-Update", files: ["Code-desciptions-April-2024.zip"]))
    try serve("2024-Update/Code-desciptions-April-2024.zip", release(2024, "April", codes: ["A00", "A000"]))
    try serve(
      "2025/index.html",
      page(
        "\(Self.root)/2025",
        files: ["ICD10-CM Code Descriptions 2025.zip", "September 2025 presentations.zip"]))
    try serve("2025/ICD10-CM Code Descriptions 2025.zip", release(2025, codes: ["A00", "A000", "A001"]))
  }

  private func serve2026() throws {
    try serve(
      "index.html", page(Self.root, folders: ["2024", "2024-Update", "2025", "2026", "CM- Committee"]))
    try serve("2026/index.html", page("\(Self.root)/2026", files: ["icd10cm-Code Descriptions-2026.zip"]))
    try serve(
      "2026/icd10cm-Code Descriptions-2026.zip", release(2026, codes: ["A00", "A000", "A001", "A009"]))
  }

  private var registry: URL { server.inputs.appending(path: "releases.csv") }
  private var address: String { "\(server.address)/\(Self.root)/" }

  private func labels() -> [String] { rows(of: registry).compactMap { $0["release"] } }

  private func register(_ address: String) throws -> Outcome {
    try run(
      codesetPath, ["register", address, "--into", "releases.csv"], in: server.inputs,
      environment: ["no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"])
  }

  @Test func theListingsReleasesAreRegisteredAndTheNewOneAlone() throws {
    try serveUpTo2025()
    try register(address).succeeded()
    #expect(labels() == ["fy2024", "fy2024-april", "fy2025"])
    let row = try #require(rows(of: registry).last)
    #expect(row["file"] == "icd10cm/fy2025/ICD10-CM-Code-Descriptions-2025.zip")
    #expect(row["member"] == "icd10cm-order-2025.txt")
    #expect(row["url"] == "\(address)2025/ICD10-CM%20Code%20Descriptions%202025.zip")
    let zip = try Data(contentsOf: server.inputs.appending(path: row["file"] ?? ""))
    #expect(row["sha256"] == (try TestSupport.sha256(of: zip)))
    // Drafts, documents and slides are left alone.
    #expect(
      try server.requests().filter { $0.contains("2007") || $0.contains("pdf") || $0.contains("present") }
        == [])

    try serve2026()
    let before = try server.requests().count
    try register(address).succeeded()
    #expect(labels() == ["fy2024", "fy2024-april", "fy2025", "fy2026"])
    #expect(
      try server.requests().dropFirst(before).map {
        $0.split(separator: " ")[0].dropFirst(Self.root.count + 1)
      } == [
        "/", "/2025/", "/2026/", "/2026/icd10cm-Code%20Descriptions-2026.zip",
      ])
    #expect(try register(address).succeeded().output.hasSuffix("releases.csv: nothing new\n"))
  }

  /// A year's folder fills over weeks: what came into that of the newest release is taken, once looked into or not.
  @Test func whatComesIntoTheNewestFolderLaterIsFound() throws {
    try serveUpTo2025()
    try register(address).succeeded()
    let addenda =
      "Add:         1 A001    Cholera A001\n\nHeaders\n  1 headers in icd10cm_order_2024.txt\n  2 headers in icd10cm_order_2025.txt\n"
    try serve("2025/order-addenda-2025.txt", Data(addenda.utf8))
    try serve("2025/note.txt", Data("Nothing that anybody knows.\n".utf8))
    let doubtful = addenda.replacing("2025", with: "2026").replacing("2024", with: "2025")
    try serve("2025/order-addenda-2026.txt", Data(doubtful.utf8))
    let files = [
      "ICD10-CM Code Descriptions 2025.zip", "order-addenda-2025.txt", "order-addenda-2026.txt", "note.txt",
    ]
    try serve("2025/index.html", page("\(Self.root)/2025", files: files))
    let outcome = try register(address)
    #expect(rows(of: registry).map { $0["role"] } == ["codes", "codes", "codes", "addenda"])
    #expect("\(outcome)".contains("note.txt: not recognized"))
    let before = try server.requests().count
    let question = "the folder is '2025', and the footer of its addenda says 2026"
    for outcome in [outcome, try register(address)] { #expect(outcome.errors.contains(question)) }
    #expect(
      try server.requests().dropFirst(before).map {
        $0.split(separator: " ")[0].dropFirst(Self.root.count + 1)
      } == ["/", "/2025/", "/2025/order-addenda-2026.txt"])
  }

  @Test func aRefreshFindsBuildsAndReportsTheNewYear() throws {
    func refresh() throws -> Outcome {
      try make(
        ["refresh", "PUBLISHERS=\(address) \(server.address)/files/zip/"], registry: registry,
        output: server.inputs.appending(path: "out"))
    }
    try serveUpTo2025()
    try refresh().succeeded()
    try serve2026()
    let outcome = try refresh().succeeded()
    #expect(outcome.output.contains("releases.csv: icd10cm fy2026 codes added\n"), "\(outcome.output)")
    #expect(outcome.output.contains("ingest icd10cm fy2026"))
    #expect(!outcome.output.contains("ingest icd10cm fy2025"))
    #expect(outcome.output.contains("ICD-10-CM fy2026, in force from 2025-10-01\n"))
    let reports = try FileManager.default.contentsOfDirectory(
      atPath: server.inputs.appending(path: "out/report").path)
    #expect(reports.contains { $0.contains("fy2026") }, "\(reports)")
  }

  /// CMS has no listing: the names of its files so far are tried, and what is not there is no error.
  @Test func theKnownNamesOfCMSAreTried() throws {
    let year = Calendar(identifier: .gregorian).component(.year, from: Date())
    let name = "april-1-\(year)-code-descriptions-tabular-order.zip"
    try server.serve(release(year, codes: ["A00", "A000"]), as: "files/zip/\(name)")
    try register("\(server.address)/files/zip/").succeeded()
    #expect(labels() == ["fy\(year)-april"])
    #expect(rows(of: registry).first?["url"] == "\(server.address)/files/zip/\(name)")
    #expect(
      try server.requests().contains {
        $0.hasPrefix("/files/zip/\(year)-code-descriptions") && $0.hasSuffix(" 404")
      })
  }

  @Test func aServerThatIsBusyIsReported() throws {
    let outcome = try register("\(server.address)/busy/")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("found HTTP status 503"))
    #expect(try files(in: server.inputs).isEmpty)
  }

  /// The real pages: which folders and files there are.
  @Test(.needsReleases) func theRealListingsAreRead() throws {
    let listings = try #require(officialReleases.first).folder.appending(path: "listings/cdc")
    for (path, bytes) in try files(in: listings) { try serve(path, bytes) }
    // Its year folders from FY2016 on are looked into; 2018 to 2020 and 2022 have no page here.
    let outcome = try register(address)
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("/2018/: listed, and not there (HTTP status 404)"))
    let asked = try server.requests().compactMap {
      $0.split(separator: " ").first?.split(separator: "/").last
    }
    for file in [
      "Code-desciptions-April-2025.zip", "icd10cm-Code%20Descriptions-2026.zip", "icd10cm_order_2017.txt",
      "POAexemptCodesFY26.zip", "ICD-10-CM-CONVERSION-TABLE-FY2026.xlsx", "icd10cm_order_2021.txt",
    ] {
      #expect(asked.contains { $0 == file }, "\(file)")
    }
    #expect(!asked.contains { $0.hasSuffix(".pdf") || $0.contains("resentations") })
  }
}
