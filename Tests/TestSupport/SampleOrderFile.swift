import Foundation

/// The lines of the sample's ICD-10-CM order file, to be spoiled one by one.
package struct SampleOrderFile {
  private let file: URL
  /// Without their line ends; line 1 is at position 0.
  package var texts: [String]

  package init(of sample: Sample) throws {
    file = sample.inputs.appending(path: "icd10cm_order_sample.txt")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    texts = text.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// Line 162: O34.32, which is between sisters, so that nothing else hangs on it.
  package var line162: String {
    get { texts[161] }
    set { texts[161] = newValue }
  }

  /// Overwrites the columns of line 162 that begin with this one, by the publisher's count.
  package mutating func overwrite(column: Int, with text: String) {
    var characters = Array(line162)
    characters.replaceSubrange(column - 1..<column - 1 + text.count, with: Array(text))
    line162 = String(characters)
  }

  package func write() throws {
    try Data(texts.map { $0 + "\r\n" }.joined().utf8).write(to: file)
  }
}
