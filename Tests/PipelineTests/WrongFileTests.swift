import Foundation
import TestSupport
import Testing

/// A file that is not what the registry says, and the one sentence that refuses it.
struct WrongFile: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var status: Int32
  var sentence: String
  var spoil: @Sendable (Sample) throws -> Void

  init(
    _ description: String, status: Int32 = 1, _ sentence: String,
    spoil: @escaping @Sendable (Sample) throws -> Void
  ) {
    testDescription = description
    self.status = status
    self.sentence = sentence
    self.spoil = spoil
  }
}

/// Files that are refused as a whole: the message, the exit status, the old products intact.
@Suite struct WrongFileTests {
  static let wrongFiles = [
    WrongFile("addenda", "expected an order file (layout cms-order), found an addenda file (it begins with") {
      let line = "Add:          1O3432    Maternal care for cervical incompetence\r\n"
      try $0.replaceOrderFile(with: Data(line.utf8))
    },
    WrongFile("ICD-10-PCS for ICD-10-CM", "expected codes of ICD-10-CM, found 2") {
      try $0.register(file: "icd10pcs_order_sample.txt")
    },
    WrongFile("ICD-10-CM for ICD-10-PCS", "expected codes of ICD-10-PCS, found ") {
      try $0.register(file: "icd10cm_order_sample.txt", system: "icd10pcs")
    },
    WrongFile("HTML page", "found an HTML or XML page") {
      try $0.replaceOrderFile(with: Data("<!DOCTYPE html>\n<html><body>Not found</body></html>\n".utf8))
    },
    WrongFile("empty", "found an empty file") { try $0.replaceOrderFile(with: Data()) },
    WrongFile("blanks", "found nothing but blanks") { try $0.replaceOrderFile(with: Data(" \r\n\n".utf8)) },
    WrongFile("zip where no member is named", "found a zip") {
      try $0.replaceOrderFile(with: Data("PK\u{3}\u{4}........".utf8))
    },
    WrongFile("text where a zip is registered", "expected a zip, found text that begins with '00001 C4A ") {
      try $0.register(file: "icd10cm_order_sample.txt", member: "order.txt")
    },
    WrongFile("wrong sha256", "expected sha256 00ff, found f91375b5") {
      try $0.register(file: "icd10cm_order_sample.txt", sha256: "00ff")
    },
    WrongFile("an order file registered as CSV", "expected a header row with") {
      try $0.register(file: "icd10cm_order_sample.txt", layout: "csv")
    },
    WrongFile("missing", status: 3, "Inputs/sample/fy2030.txt: cannot be read: No such file or directory") {
      try $0.register(file: "fy2030.txt")
    },
    WrongFile("a folder", status: 3, "Inputs/sample/folder: cannot be read: ") {
      try $0.register(file: "folder")
      let folder = $0.inputs.appending(path: "folder")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    },
    WrongFile("damaged zip", status: 3, "damaged zip") {
      try $0.register(file: "order.zip", member: "order.txt")
      try $0.bash(
        """
        cd Inputs/sample
        python3 -c "import zipfile, os
        with zipfile.ZipFile('order.zip', 'w', zipfile.ZIP_DEFLATED) as archive:
          archive.write('icd10cm_order_sample.txt', 'order.txt')
        os.truncate('order.zip', 2000)"
        """
      ).succeeded()
    },
    WrongFile("another member", "expected the member 'other.txt', found 'order.txt'") {
      try $0.register(file: "order.zip", member: "other.txt")
      try $0.bash(
        """
        cd Inputs/sample
        python3 -c "import zipfile
        with zipfile.ZipFile('order.zip', 'w') as archive: archive.writestr('order.txt', 'order')"
        """
      ).succeeded()
    },
  ]

  @Test(arguments: wrongFiles)
  func aWrongFileIsRefusedInOneSentence(_ fault: WrongFile) throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    try fault.spoil(sample)
    let outcome = try sample.codeset("build")
    #expect(outcome.status == fault.status)
    #expect(outcome.output == "")
    #expect(outcome.errorLines.count == 1, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("codeset: "))
    #expect(outcome.errors.contains(fault.sentence), "\(outcome.errors)")
    #expect(differences(old, try files(in: sample.output)) == [])
  }
}

extension Sample {
  /// Puts other contents in the place of the registered order file.
  fileprivate func replaceOrderFile(with contents: Data) throws {
    try register(file: "icd10cm_order_sample.txt")
    try contents.write(to: inputs.appending(path: "icd10cm_order_sample.txt"))
  }
}
