import Foundation
import TestSupport
import Testing

/// The official releases of ICD-9-CM, through the command.
@Suite(.serialized, .needsReleases) struct OfficialICD9Tests {
  @Test func everyRowIsACode() throws {
    let build = try OfficialSelection {
      ["icd9cm", "icd9pcs"].contains($0["system"]) && ["codes", "short-titles"].contains($0["role"])
    }
    let outcome = try build.build()
    #expect(outcome.status == 0)
    #expect(
      try sqliteColumn(
        build.database,
        "SELECT system || ' ' || release || ' ' || code_count || ' ' || billable_count FROM release ORDER BY 1"
      )
        == [
          "icd9cm v27 14315 14315", "icd9cm v29 14567 14567", "icd9cm v30 14567 14567",
          "icd9cm v31 14567 14567", "icd9cm v32 14567 14567", "icd9pcs v27 3838 3838",
          "icd9pcs v29 3877 3877", "icd9pcs v30 3878 3878", "icd9pcs v31 3882 3882",
          "icd9pcs v32 3882 3882",
        ])
    #expect(try sqliteColumn(build.database, "SELECT count(*) || '' FROM rejected") == ["0"])
    #expect(outcome.errors.contains("warning") == false)
    // Read by eye from the files: an E code, a V code, Windows-1252, a procedure.
    let codes = "'64973', 'E8120', 'V270', '38600', '7551'"
    #expect(
      try sqliteColumn(
        build.database,
        "SELECT display_code || '|' || long_title || '|' || valid_from || '|' || source_line FROM code "
          + "WHERE code IN (\(codes)) ORDER BY id") == [
          "386.00|Ménière's disease, unspecified|2009-10-01|4442",
          "649.73|Cervical shortening, antepartum condition or complication|2009-10-01|6615",
          "E812.0|Other motor vehicle traffic accident involving collision with motor vehicle injuring driver of motor vehicle other than motorcycle|2009-10-01|12162",
          "V27.0|Outcome of delivery, single liveborn|2009-10-01|13638",
          "75.51|Repair of current obstetric laceration of cervix|2009-10-01|2272",
        ])
    #expect(
      try sqliteColumn(build.database, "SELECT DISTINCT hierarchy FROM code_system") == ["not_listed"])
    #expect(
      try sqliteColumn(
        build.database, "SELECT count(*) || '' FROM code WHERE parent IS NOT NULL OR depth > 0")
        == ["0"])
  }

  /// A subcategory that the files do not list is a diagnosis with its dot after three characters, never the
  /// procedure of the same digits.
  @Test func noSubcategoryIsAnsweredWithAProcedure() throws {
    let build = try OfficialSelection {
      ["icd9cm", "icd9pcs"].contains($0["system"]) && $0["release"] == "v32"
        && ["codes", "short-titles"].contains($0["role"])
    }
    #expect(try build.build().status == 0)
    let values = try sqliteColumn(
      build.database,
      """
      SELECT DISTINCT substr(display_code, 1, length(display_code) - 1) FROM code AS below
      WHERE system = 'icd9cm' AND display_code LIKE '___.__' AND NOT EXISTS (SELECT 1 FROM code
        WHERE system = 'icd9cm' AND display_code = substr(below.display_code, 1, 5)) ORDER BY 1
      """)
    let subcategories = values.map(\.inCSV)
    #expect(subcategories.count > 1000)
    let outcome = try run(
      codesetPath, ["lookup", "--database", build.database.path] + subcategories)
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.count == subcategories.count)
    #expect(lines.allSatisfy { $0.contains("; below it: ") })
    #expect(
      lines.contains {
        $0.hasPrefix("codeset: no code 345.1; below it: 345.10, 345.11; without the dot: 34.51 ")
      })
  }

  /// A digit too many leads to the code without it, in the code set in whose form it is one too many.
  @Test(
    .needsReleases,
    arguments: [
      ("401.90", "above it: 401.9 Unspecified essential hypertension (ICD-9-CM)"),
      ("366.239", "above it: 366.23 Partially resolved traumatic cataract (ICD-9-CM)"),
      ("V15.019", "above it: V15.01 Allergy to peanuts (ICD-9-CM)"),
      (
        "I10.9",
        "above it: I10 Essential (primary) hypertension (ICD-10-CM); with letters and digits that look "
          + "alike exchanged: 110.9 Dermatophytosis of unspecified site (ICD-9-CM)"
      ),
    ])
  func aCharacterTooManyLeadsUp(written: String, suggestion: String) throws {
    let build = try OfficialSelection { row in
      row["role"] == "codes"
        && [["icd9cm", "v32"], ["icd9pcs", "v32"], ["icd10cm", "fy2026"]].contains([
          row["system"] ?? "", row["release"] ?? "",
        ]) && (written == "I10.9" || row["system"] != "icd10cm")
    }
    #expect(try build.build().status == 0)
    let outcome = try run(codesetPath, ["lookup", "--database", build.database.path, written])
    #expect(outcome.errors.hasPrefix("codeset: no code \(written); "))
    #expect(outcome.errors.hasSuffix("\(suggestion)\n"))
  }

  /// Blanks at the end of a title of the CSV are no part of it: it is not retitled by losing them.
  @Test(.needsReleases) func aBlankAtTheEndIsNoTitle() throws {
    let build = try OfficialSelection {
      ["icd9cm", "icd9pcs"].contains($0["system"]) && ["codes", "short-titles"].contains($0["role"])
    }
    #expect(try build.build().status == 0)
    let padded = try sqliteColumn(
      build.database,
      """
      SELECT code FROM code WHERE long_title <> trim(long_title) OR short_title <> trim(short_title)
      UNION ALL SELECT code FROM change WHERE old <> new AND trim(old) = trim(new)
      """)
    #expect(padded == [])
  }

  /// The CSV that lost its leading zeros at the publisher is refused, and the sibling shows what they were.
  @Test func theFileWithoutZerosIsRefused() throws {
    let file = "icd9cm/v27-csv/V27LONG_SHORT_DX_110909u021012.csv"
    let build = try OfficialSelection { $0["system"] == "icd9cm" }
    try build.rewrite { row in
      if row["release"] == "v27" { row["file"] = file }
    }
    let outcome = try build.build()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "\(file): expected codes of ICD-9-CM with their leading zeros, found 62 that are too short without them, such as "
          + "10, and none that begins with a zero; v29 has 0010 Cholera due to vibrio cholerae"),
      "\(outcome.errors)")
  }
}
