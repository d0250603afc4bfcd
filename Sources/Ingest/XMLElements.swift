import CLibXML2

// The one file that talks to libxml2.

/// What reads an XML document, element by element. Names come without their namespace's prefix.
protocol XMLElementReader {
  /// - Parameter line: the line of the document on which the start tag ends, from 1.
  mutating func begin(_ element: String, _ attributes: [String: String], line: Int)
  /// A piece of the text between two tags, entities resolved.
  mutating func text(_ text: String)
  mutating func end(_ element: String)
}

/// Hands an XML document to a reader, from its start to its end.
///
/// A document that declares entities or a type of its own is refused: no publisher's does, and a few lines of it
/// could expand to gigabytes.
///
/// - Parameter name: what messages call the document.
/// - Throws: `IngestError` where the document is not well-formed.
func readXML<Reader: XMLElementReader>(
  _ document: [UInt8], with reader: Reader, name: String
) throws(IngestError) -> Reader {
  let events = XMLEvents(reader)
  let fault = document.withUnsafeBytes { bytes in
    withExtendedLifetime(events) { parse(bytes, handing: events) }
  }
  if let fault { throw .unreadable("\(name): damaged XML: \(fault)") }
  guard let read = events.reader as? Reader else { preconditionFailure("the reader stays the same") }
  return read
}

/// - Returns: what is wrong with the document, with its place; `nil` where nothing is.
private func parse(_ document: UnsafeRawBufferPointer, handing events: XMLEvents) -> String? {
  var callbacks = saxCallbacks()
  let context = xmlCreatePushParserCtxt(
    &callbacks, Unmanaged.passUnretained(events).toOpaque(), nil, 0, nil)
  guard let context else { return "out of memory" }
  defer { xmlFreeParserCtxt(context) }
  events.context = context
  xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
  // A parser takes a number of bytes that fits 32 bits.
  let piece = 1 << 20
  for start in stride(from: 0, to: document.count, by: piece) where events.fault == nil {
    let bytes = document[start..<min(start + piece, document.count)]
    let rebased = UnsafeRawBufferPointer(rebasing: bytes).bindMemory(to: CChar.self)
    if xmlParseChunk(context, rebased.baseAddress, Int32(rebased.count), 0) != 0 { break }
  }
  if events.fault == nil { xmlParseChunk(context, nil, 0, 1) }
  if let fault = events.fault { return fault }
  guard context.pointee.wellFormed == 1 else { return "not well-formed" }
  return nil
}

/// The reader while a document is parsed.
private final class XMLEvents {
  var reader: any XMLElementReader
  var context: xmlParserCtxtPtr?
  /// The first thing that is wrong with the document.
  private(set) var fault: String?

  init(_ reader: any XMLElementReader) {
    self.reader = reader
  }

  var line: Int { Int(context?.pointee.input?.pointee.line ?? 0) }

  func stop(_ message: String, line: Int) {
    if fault == nil { fault = "line \(line): \(message)" }
    if let context { xmlStopParser(context) }
  }
}

private func events(_ context: UnsafeMutableRawPointer?) -> XMLEvents {
  guard let context else { preconditionFailure("libxml2 hands back what it was given") }
  return Unmanaged<XMLEvents>.fromOpaque(context).takeUnretainedValue()
}

/// What libxml2 calls: nothing but elements and text is of use here.
private func saxCallbacks() -> xmlSAXHandler {
  var callbacks = xmlSAXHandler()
  callbacks.initialized = UInt32(XML_SAX2_MAGIC)
  callbacks.startElementNs = { context, name, _, _, _, _, count, _, attributes in
    let events = events(context)
    events.reader.begin(string(name), values(of: attributes, count: Int(count)), line: events.line)
  }
  callbacks.endElementNs = { context, name, _, _ in events(context).reader.end(string(name)) }
  callbacks.characters = addText
  callbacks.ignorableWhitespace = addText
  callbacks.cdataBlock = addText
  callbacks.internalSubset = { context, _, _, _ in
    let events = events(context)
    events.stop("expected no document type declaration, found one", line: events.line)
  }
  callbacks.serror = { context, error in
    guard let error, error.pointee.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    let message = error.pointee.message.map { String(cString: $0) } ?? "unknown error"
    events(context).stop(message.filter { $0 != "\n" }, line: Int(error.pointee.line))
  }
  return callbacks
}

private func addText(
  _ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<xmlChar>?, _ count: Int32
) {
  let text = UnsafeBufferPointer(start: text, count: Int(count))
  events(context).reader.text(String(decoding: text, as: UTF8.self))
}

/// Of each attribute, libxml2 has five pointers: name, prefix, namespace, and both ends of the value.
private func values(
  of attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
) -> [String: String] {
  guard count > 0, let attributes else { return [:] }
  var values: [String: String] = [:]
  for place in 0..<count {
    let attribute = attributes + 5 * place
    guard let start = attribute[3], let end = attribute[4] else { continue }
    let value = UnsafeBufferPointer(start: start, count: end - start)
    values[string(attribute[0])] = String(decoding: value, as: UTF8.self)
  }
  return values
}

private func string(_ text: UnsafePointer<xmlChar>?) -> String { text.map { String(cString: $0) } ?? "" }
