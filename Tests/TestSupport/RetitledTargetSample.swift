import Foundation

extension Sample {
  /// A sample with its products: a code of ICD-9-CM maps to one of ICD-10-CM that the next release retitles.
  package static func withRetitledTarget() throws -> Sample {
    let sample = try Sample()
    let header = (code: "A00", isBillable: false, title: "Cholera")
    try sample.register([
      SeriesRelease("fy2024", "2023-10-01", [header, ("A000", true, "Cholera of old")]),
      SeriesRelease("fy2025", "2024-10-01", [header, ("A000", true, "Cholera of today")]),
    ])
    try Data("0010  Cholera due to vibrio cholerae\n".utf8).write(
      to: sample.inputs.appending(path: "icd9cm.txt"))
    try Data("0010  A000    10000\r\n".utf8).write(to: sample.inputs.appending(path: "gem.txt"))
    let rows = """
      icd9cm,v32,2014-10-01,2015-10-01,codes,icd9-description,icd9cm.txt
      icd9cm,v32,2014-10-01,2015-10-01,crosswalk,gem,gem.txt

      """
    let registry = try String(contentsOf: sample.registry, encoding: .utf8)
    try Data((registry + rows).utf8).write(to: sample.registry)
    try sample.codeset(["build", "--quiet"] + everyProduct).succeeded()
    return sample
  }
}
