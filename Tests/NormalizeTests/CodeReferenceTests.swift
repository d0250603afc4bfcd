import Normalize
import Testing

@Suite("The codes that a note names") struct CodeReferenceTests {
  /// Notes of the tabular lists, with the codes that a reader sees in them: `first`, or `first-last`.
  @Test(arguments: [
    ("any associated obstructed labor (O65.5)", ["O655"]),
    ("code from category Z3A, Weeks of gestation (Z3A.-)", ["Z3A", "Z3A"]),
    ("maternal care (O30-O48)", ["O30-O48"]),
    (
      "adverse effect, if applicable, to identify drug (T36-T50 with fifth or sixth character 5)", ["T36-T50"]
    ),
    ("encounter for female genital mutilation (N90.81-, Z87.410)", ["N9081", "Z87410"]),
    ("burns (T20-T25, T26.0-T26.4, T30.-)", ["T20-T25", "T260-T264", "T30"]),
    ("malignant neoplasm (C00 - C96)", ["C00-C96"]),
    ("bacterial agents (B95.-B97.-)", ["B95-B97"]),
    ("Vitamin B12 deficiency anemia", ["B12"]),
    ("E. coli O157:H- (nonmotile) with confirmation of Shiga toxin", []),
    ("CD30-positive diffuse large B-cell lymphoma", []),
    ("Postlaminectomy syndrome with 7th character B (S72.001B)", ["S72001B"]),
    ("conditions classified to A74.-", ["A74"]),
    ("", []),
    ("A74.", ["A74"]),
  ])
  func named(_ text: String, _ expected: [String]) {
    let found = codeReferences(in: text)
    #expect(found.map { $0.first + ($0.last.map { "-\($0)" } ?? "") } == expected)
    for reference in found {
      let bytes = Array(text.utf8)[reference.start..<reference.start + reference.length]
      #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(reference.first.prefix(3)))
    }
  }

  @Test("What is in parentheses is told from what is not")
  func enclosed() {
    #expect(codeReferences(in: "anemia due to B12 (D51.0)").map(\.isEnclosed) == [false, true])
  }
}
