import CodeSetModel
import Foundation
import FoundationXML

// The one file that talks to Foundation's XML parser.

/// What reads a part of a workbook, element by element. Names come without their namespace's prefix.
protocol XMLElementReader {
  mutating func begin(_ element: String, _ attributes: [String: String])
  /// A piece of the text between two tags, entities resolved.
  mutating func text(_ text: String)
  mutating func end(_ element: String)
}

/// Hands an XML document to a reader, from its start to its end.
///
/// - Parameter name: what messages call the document.
/// - Throws: `IngestError` where the document is not well-formed.
func readXML<Reader: XMLElementReader>(
  _ document: [UInt8], with reader: Reader, name: String
) throws(IngestError) -> Reader {
  let parser = XMLParser(data: Data(document))
  parser.shouldProcessNamespaces = true
  let events = XMLEvents(reader)
  parser.delegate = events
  // `parse` calls a document sound that is empty, or whose tags do not match: then the error is there all the
  // same. The parser knows only roughly where it was.
  guard parser.parse(), parser.parserError == nil, events.hasBegun else {
    throw .unreadable("\(name): damaged XML near line \(parser.lineNumber), column \(parser.columnNumber)")
  }
  return events.reader
}

private final class XMLEvents<Reader: XMLElementReader>: XMLParserDelegate {
  private(set) var reader: Reader
  private(set) var hasBegun = false

  init(_ reader: Reader) {
    self.reader = reader
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    hasBegun = true
    reader.begin(element, attributes)
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    reader.text(text)
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    reader.text(String(decoding: block, as: UTF8.self))
  }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
  ) {
    reader.end(element)
  }
}
