import Foundation
import FoundationXML
import Ingest

/// The elements of an XML file that are to be in rows, counted apart from the reader by another parser.
struct ElementCount {
  private let counter: () -> Counter

  /// - Returns: `nil` where files of the layout are no XML.
  init?(of layout: String) {
    switch layout {
    case "icd10cm-tabular": counter = { TabularCounter() }
    case "icd10pcs-tables":
      counter = {
        Counter(
          rows: ["label"],
          frames: ["ICD10PCS.tabular", "version", "title", "pcsTable", "axis", "definition", "pcsRow"])
      }
    case "icd10pcs-definitions":
      counter = {
        Counter(
          rows: ["definition", "explanation", "includes"],
          frames: [
            "ICD10PCS.definitions", "version", "title", "section", "axis", "terms", "deviceAggregation",
            "aggregate",
            "device", "operation", "bodySys", "parent",
          ])
      }
    case _ where layout.hasSuffix("-index") || layout.hasSuffix("-table"):
      counter = { Counter(rows: ["mainTerm", "term"], frames: []) }
    default: return nil
    }
    isIndex = layout.hasSuffix("-index") || layout.hasSuffix("-table")
  }

  private let isIndex: Bool

  func expect(_ read: ReadCompanion, in bytes: [UInt8]) throws(LostRows) {
    let counter = counter()
    let parser = XMLParser(data: Data(bytes))
    parser.shouldProcessNamespaces = true
    parser.delegate = counter
    guard parser.parse() else { throw LostRows("the file is no XML, and was read") }
    let (kept, rejected) = (read.keptCount, read.rejected.count)
    // A term of an index has a row for each code it leads to.
    let isWhole = isIndex ? kept >= counter.count : kept + rejected == counter.count + counter.unknown
    guard isWhole else {
      throw LostRows("\(counter.count) + \(counter.unknown) elements, \(kept) kept + \(rejected) rejected")
    }
  }
}

/// Counts the elements of some names.
private class Counter: NSObject, XMLParserDelegate {
  final var count = 0
  /// Elements that are rejected because they are not known.
  final var unknown = 0
  private let rows: Set<String>

  private let frames: Set<String>

  /// - Parameter frames: the elements that are known and no rows.
  init(rows: Set<String>, frames: Set<String>) {
    self.rows = rows
    self.frames = frames
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if rows.contains(name) { count += 1 } else if !frames.contains(name) { unknown += 1 }
  }
}

/// Counts the lines of a tabular list; what is inside an element that is not known is part of it.
private final class TabularCounter: Counter {
  private static let frames: Set = [
    "ICD10CM.tabular", "introSection", "instruction", "chapter", "section", "diag", "name", "visRange",
    "visMax",
    "visMin", "heading", "value", "includes", "inclusionTerm", "excludes1", "excludes2", "codeFirst",
    "useAdditionalCode", "codeAlso", "notes", "sevenChrNote", "sevenChrDef", "visualImpairment",
    "introduction",
    "sectionIndex",
  ]
  private var depth = 0
  private var unknownFrom: Int?

  init() {
    super.init(
      rows: ["desc", "note", "extension", "sectionRef", "version", "title", "visCategory"],
      frames: Self.frames)
  }

  override func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    depth += 1
    guard unknownFrom == nil else { return }
    let before = unknown
    super.parser(
      parser, didStartElement: name, namespaceURI: namespaceURI, qualifiedName: qualifiedName,
      attributes: attributes)
    if unknown > before { unknownFrom = depth }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    if unknownFrom == depth { unknownFrom = nil }
    depth -= 1
  }
}
