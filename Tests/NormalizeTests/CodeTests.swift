import CodeSetModel
import Normalize
import TestSupport
import Testing

@Suite struct CodeTests {
  @Test(arguments: [
    ("A00", "A00"), ("O343", "O34.3"), ("O3432", "O34.32"), ("E0837X1", "E08.37X1"), ("C4A", "C4A"),
    ("C4A0", "C4A.0"), ("QA0", "QA0"), ("U071", "U07.1"),
  ])
  func aCodeOfICD10CMIsDisplayedWithADotBehindItsCategory(_ code: String, _ display: String) {
    #expect(normalized([code]).edition.codes.map(\.displayCode) == [display])
  }

  @Test(arguments: ["0UV", "0UVC7ZZ", "B020ZZZ"])
  func aCodeOfICD10PCSIsDisplayedAsItIs(_ code: String) {
    #expect(normalized([code], of: .icd10pcs).edition.codes.map(\.displayCode) == [code])
  }

  @Test func everythingPublishedIsCarriedOver() {
    let record = OrderRecord(
      orderNumber: "26711", code: "O3432", isValidForSubmission: true,
      shortTitle: "Maternal care for cervical incompetence, second trimester",
      longTitle: " Maternal care for cervical incompetence,  second trimester", line: 26_712)
    let code = normalize([record], of: sampleRelease(), system: .icd10cm).edition.codes.first
    #expect(code?.system == "icd10cm")
    #expect(code?.code == "O3432")
    #expect(code?.ordinal == 26_711)
    #expect(code?.sourceLine == 26_712)
    #expect(code?.isBillable == true)
    #expect(code?.shortTitle == record.shortTitle)
    #expect(code?.longTitle == record.longTitle)
    #expect(code?.release == "fy2025")
    #expect(code?.validFrom == "2024-10-01")
    #expect(code?.validTo == "2025-10-01")
    #expect(code?.validFromBasis == .release)
  }

  @Test func theOrderNumberIsTheOrdinal() {
    let numbers = ["00003", "00010", "00007"]
    let codes = zip(numbers, records(["A00", "A000", "A001"])).map { number, record in
      var record = record
      record.orderNumber = number
      return record
    }
    let release = normalize(codes, of: sampleRelease(), system: .icd10cm)
    #expect(release.edition.codes.map(\.ordinal) == [3, 10, 7])
    #expect(release.edition.codes.map(\.code) == ["A00", "A000", "A001"])
  }

  @Test func withoutOrderNumbersTheOrdinalIsThePositionInTheFile() {
    let codes = records(["A00", "A000", "A001"]).map { record in
      var record = record
      record.orderNumber = ""
      return record
    }
    let release = normalize(codes, of: sampleRelease(), system: .icd10cm)
    #expect(release.edition.codes.map(\.ordinal) == [1, 2, 3])
  }

  @Test func billabilityIsTheFlagOfTheRow() {
    let codes = records(["A00"]) + records(["A000"], areBillable: true)
    let normalized = normalize(codes, of: sampleRelease(), system: .icd10cm)
    #expect(normalized.edition.codes.map(\.isBillable) == [false, true])
    #expect(normalized.edition.release.codeCount == 2)
    #expect(normalized.edition.release.billableCount == 1)
  }
}
