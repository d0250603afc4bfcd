import Foundation
import TestSupport
import Testing

/// Many codes at once, and the formats in which results are printed.
@Suite struct ListTests {
  @Test func lookupReadsCodesFromAFileAndStandardInput() throws {
    let sample = try Sample.built(choleraSeries)
    let list = sample.url.appending(path: "codes.txt")
    try Data("A00.1\r\n\n a000 \nM25.51\n".utf8).write(to: list)
    let brief = """
      A00.1     Cholera due to eltor
      A00.0     Cholera, old form (retired 2021-10-01)
      M25.51    Pain in shoulder (header)

      """
    let named = try sample.codeset("lookup", "@\(list.path)", "--brief")
    #expect(named.output == brief)
    #expect(named.status == 0)
    let read = try run(
      codesetPath, ["lookup", "-", "--brief", "--database", sample.database.path],
      input: try Data(contentsOf: list))
    #expect(read.output == brief)
    let lines = try sample.codeset("lookup", "@\(list.path)", "--json").output.split(separator: "\n")
    #expect(lines.count == 3)
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    let missing = try sample.codeset("lookup", "@none.txt")
    #expect(missing.status == 3)
    #expect(missing.errors == "codeset: none.txt: cannot be read: No such file or directory\n")
  }

  @Test(arguments: [
    ["lookup", "A00.1"], ["search", "cholera"], ["diff", "y1", "y2"], ["summary"], ["verify"],
  ])
  func jsonIsUnderstoodEverywhere(_ command: [String]) throws {
    let sample = try Sample.built(choleraSeries)
    let arguments = command == ["verify"] ? ["verify", sample.output.path] : command
    let folder = command == ["verify"] ? [] : ["--database", sample.database.path]
    let short = try run(codesetPath, arguments + ["--json"] + folder).succeeded().output
    #expect(try run(codesetPath, arguments + ["--format", "json"] + folder).succeeded().output == short)
    _ = try JSONSerialization.jsonObject(with: Data(short.utf8))
  }

  @Test func searchPrintsCSV() throws {
    let sample = try Sample.built(choleraSeries)
    let lines = try sample.codeset("search", "eltor", "--format", "csv").succeeded().output.split(
      separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("\"id\",\"system\",\"code\",\"display_code\","))
    #expect(lines[1].contains("\"icd10cm\",\"A001\",\"A00.1\","))
  }

  @Test func aSummaryInJSONCountsTheChanges() throws {
    let sample = try Sample.built(choleraSeries)
    let text = try sample.codeset("summary", "--release", "y2", "--json").succeeded().output
    #expect(text.contains(#""release":{"system":"icd10cm","release":"y2""#))
    #expect(text.contains(#""counts":{"added":3,"removed":4,"#))
  }
}
