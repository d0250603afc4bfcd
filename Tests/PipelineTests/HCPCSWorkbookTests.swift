import Foundation
import TestSupport
import Testing

/// The workbook of October 2020, which CMS published as `anweb.xlsx`.
@Suite struct HCPCSWorkbookTests {
  @Test(.needsReleases) func aWorkbookIsReadAsTheText() throws {
    let root = try #require(officialReleases.first).folder.path
    let folder = try TemporaryFolder()
    let rows = [
      "system,release,effective,until,role,layout,file,member,sha256,url",
      "hcpcs,2020-october,2020-10-01,,codes,hcpcs-anweb,\(root)/hcpcs/2020-october/anweb.xlsx,,,",
    ]
    try Data((rows.joined(separator: "\n") + "\n").utf8).write(to: folder.url.appending(path: "releases.csv"))
    try run(codesetPath, ["build", "--registry", "releases.csv", "--output", "out", "--quiet"], in: folder.url)
      .succeeded()
    let database = folder.url.appending(path: "out/codeset.sqlite")
    // 7,197 rows below the header row, one of which goes on with another, counted by another program.
    #expect(try sqliteColumn(database, "SELECT count(*) FROM code") == [7196])
    #expect(try sqliteColumn(database, "SELECT count(*) FROM rejected") == [0])
    #expect(try sqliteColumn(database, "SELECT count(*) FROM code WHERE kind = 'modifier'") == [371])
    // A title of four lines in the text, and a modifier at the end of its column.
    let title =
      "For diabetics only, multiple density insert, custom molded from model of patient's foot, total contact with "
      + "patient's foot, including arch, base layer minimum of 3/16 inch material of shore a 35 durometer (or higher), "
      + "includes arch filler and other shaping material, custom fabricated, each"
    #expect(try sqliteColumn(database, "SELECT long_title FROM code WHERE code = 'A5513'") == [.text(title)])
    #expect(
      try sqliteColumn(
        database,
        "SELECT pricing || '|' || coverage || '|' || type_of_service || '|' || added FROM hcpcs_detail WHERE code = 'J0129'")
        == ["51|C|1;P|2007-01-01"])
    #expect(try sqliteColumn(database, "SELECT laterality FROM code WHERE code = 'LT'") == ["left"])
  }
}
