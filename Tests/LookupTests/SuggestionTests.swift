import Foundation
import TestSupport
import Testing

/// What `codeset lookup` says to a text that is no code: what may have been meant, and why.
@Suite struct SuggestionTests {
  @Test(arguments: [
    ("O34.39", "; above it: O34.3 Maternal care for cervical incompetence (ICD-10-CM)"),
    (
      "O34.32XA",
      "; above it: O34.32 Maternal care for cervical incompetence, second trimester (ICD-10-CM)"
    ),
    (
      "O34.32X",
      "; without the X: O34.32 Maternal care for cervical incompetence, second trimester (ICD-10-CM)"
    ),
    (
      "T46.45A",
      "; with the placeholder X: T46.4X5A Adverse effect of angiotensin-converting-enzyme inhibitors, "
        + "initial encounter (ICD-10-CM)"
    ),
    (
      "034.32",
      "; it is formed like a code of ICD-9-CM, which is not in this build; with letters and digits that look "
        + "alike exchanged: O34.32 Maternal care for cervical incompetence, "
        + "second trimester (ICD-10-CM)"
    ),
    (
      "O343.2",
      "; without the dot: O34.32 Maternal care for cervical incompetence, second trimester (ICD-10-CM)"
    ),
    (
      "O30-O47",
      "; near it: O30-O48 Maternal care related to the fetus and amniotic cavity and possible delivery problems"
    ),
    ("99213", "; it is formed like a code of ICD-9-CM or CPT, which is not in this build"),
    ("J9119", "; it is formed like a code of HCPCS Level II, which is not in this build"),
    ("345.1", "; it is formed like a code of ICD-9-CM, which is not in this build"),
    ("34.51", "; it is formed like a code of ICD-9-CM Volume 3, which is not in this build"),
    ("0001A", "; it is formed like a code of CPT, which is not in this build"),
    ("001-009", ""), ("4548-4", "; it is formed like a code of LOINC, which is not in this build"),
    ("W99", ""), ("'", ""), ("%", ""), ("", ""), ("A00.0.1", ""), ("%-%", ""),
  ])
  func saysWhatMayHaveBeenMeant(code: String, suggestion: String) throws {
    let sample = try Sample.built()
    for format in ["text", "json"] {
      let outcome = try sample.codeset("lookup", code, "--format", format)
      #expect(outcome.status == 1)
      #expect(outcome.output == "")
      #expect(outcome.errors == "codeset: no code \(code)\(suggestion)\n")
    }
  }

  /// A code may be of a release that is newer than those in the build.
  @Test func aCodeOfANewerReleaseMayBe() throws {
    let sample = try HCPCSSample.built()
    for command in ["lookup", "search"] {
      let outcome = try sample.codeset(command, "J9119")
      #expect(outcome.status == 1)
      #expect(
        outcome.errors
          == "codeset: no code J9119; it is formed like a code of HCPCS Level II, as of the release 2019; the release "
          + "2025 came into force on 2025-01-01 and is not in this build\n")
    }
  }

  /// The record of a retired code of HCPCS says what to use instead, and that of this one what then.
  @Test func whatToUseInsteadIsFollowed() throws {
    let output = try HCPCSSample.built().codeset("lookup", "C9469").succeeded().output
    #expect(output.contains("\nbecame      Q9993  which no release in this build has\n"))
    #expect(!output.contains("not known"))
  }

  @Test(arguments: ["O34.3-", "o34.3-", "O34.3.", "O343-", "O34.3\u{2013}"])
  func aDashAtTheEndOfAHeaderIsNoPartOfIt(_ written: String) throws {
    let sample = try Sample.built()
    // A dot at the end is where O34.3 has none.
    let isHeader = written != "O34.3."
    let outcome = try sample.codeset("lookup", written)
    #expect(outcome.status == (isHeader ? 0 : 1))
    #expect(try (outcome.output == sample.codeset("lookup", "O34.3").output) == isHeader)
  }

  @Test(arguments: ["O30-O48", "o30-o48", "O30 - O48", "O30\u{2013}O48"])
  func aBlockIsPrintedWithItsChapterAndCategories(_ written: String) throws {
    let output = try Sample.built().codeset("lookup", written).succeeded().output
    #expect(
      output.hasPrefix(
        "O30-O48  Maternal care related to the fetus and amniotic cavity and possible delivery problems\n"))
    #expect(output.contains("\nunder       O00-O9A  Pregnancy, childbirth and the puerperium\n"))
    #expect(output.contains("\ncategories  O34  Maternal care for abnormality of pelvic organs"))
  }

  /// The search finds what a range names, not texts that hold its ends.
  @Test func aBlockIsFoundAsItsCategories() throws {
    let sample = try Sample.built()
    for name in ["O30-O48", "o00-o9a"] {
      let found = try sample.codeset("search", name, "--limit", "100").succeeded().output
      #expect(found.contains("O34       ICD-10-CM  Maternal care for abnormality of pelvic organs\n"))
      #expect(!found.contains("O34.3"))
    }
    let billable = try sample.codeset("search", "O30-O48", "--billable", "--trimester", "second").succeeded()
    #expect(billable.output.contains("O34.32 "))
    #expect(!billable.output.contains("O34.31 "))
  }

  @Test func aChapterIsPrintedWithItsBlocks() throws {
    let output = try Sample.built().codeset("lookup", "O00-O9A").succeeded().output
    #expect(output.contains("\nchapter     15\n"))
    #expect(output.contains("  O30-O48  Maternal care related to the fetus"))
  }

  @Test func severalCodesAreAllPrinted() throws {
    let sample = try Sample.built()
    let outcome = try sample.codeset("lookup", "O34.31", "W99", "0UVC7ZZ")
    #expect(outcome.status == 1)
    #expect(outcome.errors == "codeset: no code W99\n")
    #expect(outcome.output.hasPrefix("O34.31  "))
    #expect(outcome.output.contains("\n\n0UVC7ZZ  "))
    #expect(outcome.output.contains("\ncode set    ICD-10-CM\n"))
    #expect(outcome.output.contains("\ncode set    ICD-10-PCS\n"))
    #expect(try sample.codeset("lookup", "O34.31", "0UVC7ZZ").status == 0)
  }

  @Test(arguments: [["lookup", "O34.32"], ["search", "cervical"], ["summary"], ["diff", "a", "b"]])
  func aCodeSetThatIsNoneIsNamed(_ command: [String]) throws {
    let outcome = try Sample.built().codeset(command + ["--system", "nope"])
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors == "codeset: no code set nope; this build has icd10cm, icd10pcs\n")
  }

  @Test func theEnvironmentNamesTheDatabase() throws {
    let sample = try Sample.built()
    let folder = try TemporaryFolder()
    let environment = ["CODESET_DATABASE": sample.database.path]
    let found = try codeset("lookup", "O34.32", in: folder.url, environment: environment)
    #expect(found.status == 0, "\(found.errors)")
    let named = try codeset(
      "lookup", "O34.32", "--database", "none.sqlite", in: folder.url, environment: environment)
    #expect(named.status == 3)
    #expect(named.errors.hasPrefix("codeset: none.sqlite: no such file"))
  }

  @Test(arguments: [
    (["lokup", "O34.32"], "no command 'lokup'; did you mean 'lookup'?"),
    (["serach", "x"], "no command 'serach'; did you mean 'search'?"),
    (["emit", "sqlit"], "no command 'sqlit'; did you mean 'sqlite'?"),
    (["help", "biuld"], "no command 'biuld'; did you mean 'build'?"),
  ])
  func aMistypedCommandIsNamed(_ arguments: [String], sentence: String) throws {
    let outcome = try run(codesetPath, arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors == "codeset: \(sentence)\n")
  }
}
