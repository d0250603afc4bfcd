import CodeSetModel
import Testing

@Suite struct CodeFormTests {
  private func matches(_ form: String, _ code: String) throws -> Bool {
    let form = try #require(CodeForm(form))
    return Array(code.utf8).withUnsafeBytes(form.matches)
  }

  @Test(arguments: [
    ("@??[.????]", ["A00", "O3432", "S42001A", "C4A", "QA0"]), ("E###[.#]", ["E812", "E8120"]),
    ("###[.##]", ["001", "0010", "00101"]), ("??? ????", []), ("@####", ["J1234"]), ("@@", ["LT"]),
    ("LAB-###", ["LAB-001"]), ("#_@", ["1_A"]),
  ])
  func aCodeOfTheFormMatches(form: String, codes: [String]) throws {
    if codes.isEmpty { #expect(CodeForm(form) == nil) }
    for code in codes { #expect(try matches(form, code), "\(code)") }
  }

  @Test(arguments: [
    ("@??[.????]", ["", "A0", "a00", "000", "A0 ", "A00.0", "S42001AB", "A0\u{C9}", "O34-2"]),
    ("E###[.#]", ["812", "E81", "E81A", "E81200", "V812"]),
    ("LAB-###", ["LAB001", "LAB-01", "lab-001", "LAB-0001"]),
  ])
  func anythingElseDoesNot(form: String, codes: [String]) throws {
    for code in codes { #expect(try !matches(form, code), "\(code)") }
  }

  @Test(arguments: [
    "", "[", "]", "[]", "A[", "A]", "[A]", "A[]", "A[B]C", "A[B][C]", ".A", "A.", "A.B.C", "a", "A B", "é",
    "A[.]",
  ])
  func whatDescribesNoFormIsNone(_ text: String) {
    #expect(CodeForm(text) == nil)
  }

  @Test func aFormPrintsAsItIsWritten() {
    #expect(CodeForm("@??[.????]")?.description == "@??[.????]")
  }
}
