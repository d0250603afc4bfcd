import CodeSetModel
import Foundation
import Ingest
import TestSupport
import Testing

/// A file that is not what the registry says, and the sentence that refuses it.
struct RefusedFile: Sendable, CustomTestStringConvertible {
  var what: String
  var bytes: [UInt8]
  var layout = Layout.cmsOrder
  var system = CodeSystem.icd10cm
  var sentence: String

  var testDescription: String { what }

  init(
    _ what: String, _ text: String, layout: Layout = .cmsOrder, of system: CodeSystem = .icd10cm,
    sentence: String
  ) {
    self.init(what, Array(text.utf8), layout: layout, of: system, sentence: sentence)
  }

  init(
    _ what: String, _ bytes: [UInt8], layout: Layout = .cmsOrder, of system: CodeSystem = .icd10cm,
    sentence: String
  ) {
    self.what = what
    self.bytes = bytes
    self.layout = layout
    self.system = system
    self.sentence = sentence
  }
}

private let orderFileExpected = "order.txt: expected an order file (layout cms-order), found "
private let csvExpected = "order.txt: expected CSV with a header row (layout csv), found "
/// The hash of a file that holds the line of A00 alone.
let choleraSHA256 = "b864a07f20eeedfdf249300330bc415e8d424356de39ac20fdaec0675a7b8ec4"

private let utf16Text = "a UTF-16 text; save it as UTF-8"

/// A text in UTF-16, without a byte-order mark unless the text begins with one.
private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
  text.utf16.flatMap { unit in
    let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    return bigEndian ? bytes.reversed() : bytes
  }
}

private let page = "<!DOCTYPE html>\n<html><head><title>Page not found</title></head></html>\n"

let refusedFiles = [
  RefusedFile(
    "addenda", "Add:         1 A925    Zika virus disease                   Zika virus disease\r\n",
    sentence: orderFileExpected + "an addenda file (it begins with 'Add:')"),
  RefusedFile(
    "addenda that begin with a revision",
    "Revise from: 1 A7741   Ehrlichiosis chafeensis\r\nRevise to:   1 A7741   Ehrlichiosis chaffeensis\r\n",
    sentence: orderFileExpected + "an addenda file (it begins with 'Revise from:')"),
  RefusedFile("an HTML page", page, sentence: orderFileExpected + "an HTML or XML page"),
  RefusedFile(
    "an XML document", "<?xml version=\"1.0\"?>\n<ICD10CM.tabular/>\n", sentence: orderFileExpected + "XML"),
  RefusedFile("a PDF", "%PDF-1.7\n%\u{B5}\n1 0 obj\n", sentence: orderFileExpected + "a PDF"),
  RefusedFile("JSON", "{\"error\": 404}", sentence: orderFileExpected + "JSON"),
  RefusedFile("a zip without a member", "PK\u{3}\u{4}\u{14}\0", sentence: orderFileExpected + "a zip"),
  RefusedFile("an empty file", "", sentence: orderFileExpected + "an empty file"),
  RefusedFile("blanks only", "  \r\n\t\n   ", sentence: orderFileExpected + "nothing but blanks"),
  RefusedFile("a byte-order mark only", "\u{FEFF}", sentence: orderFileExpected + "nothing but blanks"),
  RefusedFile(
    "CSV", "code,billable,short_title,long_title\nA00,0,Cholera,Cholera\n",
    sentence: orderFileExpected + "text that begins with 'code,billable,short_title,long_title'"),
  RefusedFile(
    "a text", "Dear reader, this file was moved to another address.\n",
    sentence: orderFileExpected + "text that begins with 'Dear reader, this file was moved to anot'"),
  RefusedFile(
    "a text that would take over a terminal", "\u{1B}[31mred\u{7}\0 \u{9B}2J\u{202E}\u{7F}\n",
    sentence: orderFileExpected
      + #"text that begins with '\u{1B}[31mred\u{7}\u{0} \u{9B}2J\u{202E}\u{7F}'"#),
  RefusedFile(
    "a header row that would take over a terminal", "code\u{1B}[2J,title\nA00,Cholera\n", layout: .csv,
    sentence: "order.txt: expected a header row with billable, short_title, long_title, found "
      + #"'code\u{1B}[2J,title'"#),
  RefusedFile(
    "UTF-16", utf16(PublishedLine.cholera, bigEndian: false), sentence: orderFileExpected + utf16Text),
  RefusedFile(
    "UTF-16 with its big end first", utf16("\u{FEFF}" + PublishedLine.cholera, bigEndian: true),
    sentence: orderFileExpected + utf16Text),
  RefusedFile(
    "CSV in UTF-16", utf16("\u{FEFF}code,billable,short_title,long_title\r\n", bigEndian: false),
    layout: .csv,
    sentence: csvExpected + utf16Text),
  RefusedFile(
    "CSV in UTF-16 without a byte-order mark",
    utf16("code,billable,short_title,long_title\n", bigEndian: true),
    layout: .csv, sentence: csvExpected + utf16Text),
  RefusedFile(
    "ICD-10-PCS as ICD-10-CM", PublishedLine.ofICD10PCS.joined(separator: "\r\n"),
    sentence: "order.txt: expected codes of ICD-10-CM, found 3 of 4 that are formed like ICD-10-PCS"),
  RefusedFile(
    "ICD-10-CM as ICD-10-PCS", PublishedLine.ofICD10CM.joined(separator: "\r\n"), of: .icd10pcs,
    sentence: "order.txt: expected codes of ICD-10-PCS, found 4 of 7 that are formed like ICD-10-CM"),
  RefusedFile(
    "ICD-10-PCS in CSV as ICD-10-CM",
    "code,billable,short_title,long_title\n0016070,1,Bypass,Bypass\n0UVC7ZZ,1,Restriction,Restriction\n",
    layout: .csv,
    sentence: "order.txt: expected codes of ICD-10-CM, found 2 of 2 that are formed like ICD-10-PCS"),
  RefusedFile("an HTML page as CSV", page, layout: .csv, sentence: csvExpected + "an HTML or XML page"),
  RefusedFile("an empty file as CSV", "", layout: .csv, sentence: csvExpected + "an empty file"),
  RefusedFile("blanks as CSV", "\n\n", layout: .csv, sentence: csvExpected + "nothing but blanks"),
  RefusedFile(
    "addenda as CSV", "Delete:      1 A047    Enterocolitis\r\n", layout: .csv,
    sentence: csvExpected + "an addenda file (it begins with 'Delete:')"),
  RefusedFile(
    "CSV without some columns", "code,title\nA00,Cholera\n", layout: .csv,
    sentence: "order.txt: expected a header row with billable, short_title, long_title, found 'code,title'"),
  RefusedFile(
    "CSV of one column", "code\nA00\n", layout: .csv,
    sentence: "order.txt: expected a header row with billable, short_title, long_title, found 'code'"),
  RefusedFile(
    "an order file as CSV", PublishedLine.cholera + "\r\n", layout: .csv,
    sentence: "order.txt: expected a header row with code, billable, short_title, long_title, found "
      + "'\(PublishedLine.cholera)'"),
  RefusedFile(
    "CSV whose header row has an open quote", "\"code,billable\n", layout: .csv,
    sentence: "order.txt: expected a header row, found '\"code,billable'"),
]

@Suite struct RefusedFileTests {
  @Test(arguments: refusedFiles)
  func aFileThatIsSomethingElseIsRefusedInOneSentence(_ file: RefusedFile) throws {
    #expect(throws: IngestError.notAsRegistered(file.sentence)) {
      _ = try ingestSample(file.bytes, layout: file.layout, of: file.system)
    }
  }

  @Test func aFileWithAnotherHashIsRefusedWithBoth() throws {
    let expected = String(repeating: "0", count: 64)
    #expect(
      throws: IngestError.notAsRegistered(
        "order.txt: expected sha256 \(expected), found "
          + "\(choleraSHA256): not the file that the registry names")
    ) { try ingestSample(orderFile([PublishedLine.cholera]), expectingSHA256: expected) }
  }

  @Test func theRightHashIsAcceptedInAnyCase() throws {
    for hash in [choleraSHA256, choleraSHA256.uppercased()] {
      let ingested = try ingestSample(orderFile([PublishedLine.cholera]), expectingSHA256: hash)
      #expect(ingested.release.sha256 == choleraSHA256)
    }
  }

  @Test func aMissingFileIsSaidToBeMissing() throws {
    let folder = try TemporaryFolder()
    #expect(
      throws: IngestError.unreadable(
        "\(folder.url.path)/order.txt: cannot be read: No such file or directory")
    ) {
      try ingest(
        sampleRelease(), of: .icd10cm, layout: .cmsOrder, folder: folder.url.path, expectingSHA256: nil)
    }
  }

  @Test func aFolderIsNoFile() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "order.txt"), withIntermediateDirectories: false)
    #expect(
      throws: IngestError.unreadable("\(folder.url.path)/order.txt: cannot be read: not a file")
    ) {
      try ingest(
        sampleRelease(), of: .icd10cm, layout: .cmsOrder, folder: folder.url.path, expectingSHA256: nil)
    }
  }

  /// The April addenda of 2024 and 2025 list no change: they hold their footer alone.
  @Test(.needsReleases, arguments: officialAddenda)
  func officialAddendaAreRefused(_ addenda: OfficialRelease) throws {
    let error = #expect(throws: IngestError.self) { try addenda.ingested() }
    let sentence = try #require(error).message
    let release = addenda.release
    let beginning = "\(release.fileDescription): expected an order file (layout cms-order), found "
    #expect(sentence.hasPrefix(beginning))
    if !["fy2024-april", "fy2025-april"].contains(release.label) || release.system != "icd10cm" {
      #expect(sentence.contains("an addenda file"))
    }
  }
}
