import CodeSetModel
import Foundation
import Ingest

/// A release that exists in the test alone, read from `file`.
package func sampleRelease(
  of system: CodeSystem = .icd10cm, file: String = "order.txt", member: String? = nil
) -> Release {
  Release(
    system: system.id, label: "fy2025", effective: "2024-10-01", until: "2025-10-01", file: file,
    member: member)
}

/// Ingests bytes as the file of a release, in a folder of its own.
///
/// - Parameter member: the path inside the file, where the bytes are those of a zip.
package func ingestSample(
  _ bytes: some Sequence<UInt8>, layout: Layout = .cmsOrder, of system: CodeSystem = .icd10cm,
  file: String = "order.txt", member: String? = nil, expectingSHA256 expected: String? = nil
) throws -> IngestedRelease {
  let folder = try TemporaryFolder()
  try Data(bytes).write(to: folder.url.appending(path: file))
  return try ingest(
    sampleRelease(of: system, file: file, member: member), of: system, layout: layout,
    folder: folder.url.path, expectingSHA256: expected)
}

/// Packs one file with the program `zip` and returns the zip's bytes.
///
/// - Parameter options: those of `zip`, e.g. `-0` to store the file as it is.
package func zipped(
  _ bytes: some Sequence<UInt8>, as member: String, options: [String] = []
) throws -> [UInt8] {
  try zipped([member: Array(bytes)], options: options)
}

/// Packs files, by their paths, with the program `zip` and returns the zip's bytes.
package func zipped(_ members: [String: [UInt8]], options: [String] = []) throws -> [UInt8] {
  let folder = try TemporaryFolder()
  for (member, bytes) in members {
    let file = folder.url.appending(path: member)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }
  let outcome = try run(
    "zip", ["-X", "-D", "-r"] + options + ["packed.zip", "."], in: folder.url,
    environment: ["LC_ALL": "C.UTF-8"])
  precondition(outcome.status == 0, "zip: \(outcome.output)\(outcome.errors)")
  return Array(try Data(contentsOf: folder.url.appending(path: "packed.zip")))
}

/// Lines of the FY2025 order files, exactly as published.
package enum PublishedLine {
  package static let cholera = """
    00001 A00     0 Cholera                                                      Cholera
    """
  package static let choleraBiovar = """
    00002 A000    1 Cholera due to Vibrio cholerae 01, biovar cholerae           \
    Cholera due to Vibrio cholerae 01, biovar cholerae
    """
  package static let pelvicOrgans = """
    26689 O34     0 Maternal care for abnormality of pelvic organs               \
    Maternal care for abnormality of pelvic organs
    """
  package static let cervicalIncompetence = """
    26708 O343    0 Maternal care for cervical incompetence                      \
    Maternal care for cervical incompetence
    """
  package static let cervicalIncompetenceSecondTrimester = """
    26711 O3432   1 Maternal care for cervical incompetence, second trimester    \
    Maternal care for cervical incompetence, second trimester
    """
  package static let macularEdemaResolved = """
    04024 E0837X1 1 Diab with diabetic macular edema, resolved fol trtmt, r eye  \
    Diabetes mellitus due to underlying condition with diabetic macular edema, resolved following treatment, \
    right eye
    """
  package static let weeksOfGestation = """
    96237 Z3A     0 Weeks of gestation                                           Weeks of gestation
    """

  package static let nervousSystemBypass = """
    00001 001     0 Central Nervous System and Cranial Nerves, Bypass            \
    Central Nervous System and Cranial Nerves, Bypass
    """
  package static let ventricleBypass = """
    00002 0016070 1 Bypass Cereb Vent to Nasophar with Autol Sub, Open Approach  \
    Bypass Cerebral Ventricle to Nasopharynx with Autologous Tissue Substitute, Open Approach
    """
  package static let cervixRestriction = """
    62429 0UVC7ZZ 1 Restriction of Cervix, Via Natural or Artificial Opening     \
    Restriction of Cervix, Via Natural or Artificial Opening
    """
  package static let brainTomography = """
    72273 B020ZZZ 1 Computerized Tomography (CT Scan) of Brain                   \
    Computerized Tomography (CT Scan) of Brain
    """

  package static let ofICD10CM = [
    cholera, choleraBiovar, macularEdemaResolved, pelvicOrgans, cervicalIncompetence,
    cervicalIncompetenceSecondTrimester, weeksOfGestation,
  ]
  package static let ofICD10PCS = [nervousSystemBypass, ventricleBypass, cervixRestriction, brainTomography]
}

/// The bytes of an order file: lines that end in CR LF.
package func orderFile(_ lines: [String]) -> [UInt8] {
  Array(lines.map { $0 + "\r\n" }.joined().utf8)
}

/// The line of an order file that prints a code with its title, which is in both title columns, in the first as far as
/// it fits.
package func orderLine(_ number: Int, _ code: String, isBillable: Bool = true, _ title: String) -> String {
  let digits = String(number)
  let order = String(repeating: "0", count: 5 - digits.count) + digits
  return
    "\(order) \(padded(code, to: 7)) \(isBillable ? 1 : 0) \(padded(String(title.prefix(60)), to: 60)) \(title)"
}

/// The line that an order file prints for a record: the columns of CMS, without the line end.
package func orderLine(_ record: OrderRecord) -> String {
  "\(record.orderNumber) \(padded(record.code, to: 7)) \(record.isValidForSubmission ? 1 : 0) "
    + "\(padded(record.shortTitle, to: 60)) \(record.longTitle)"
}

/// The text with blanks after it, up to a width in characters.
package func padded(_ text: String, to width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
}

extension String {
  /// The line with other text in some of its columns, which count from 1.
  package func with(_ text: String, in columns: ClosedRange<Int>) -> String {
    let scalars = Array(unicodeScalars)
    var line = String.UnicodeScalarView(scalars[..<(columns.lowerBound - 1)])
    line += text.unicodeScalars
    line += scalars[columns.upperBound...]
    return String(line)
  }
}
