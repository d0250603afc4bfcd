import CodeSetModel
import Normalize
import TestSupport
import Testing

/// Codes in published order, with the parent and the depth that each is given.
struct Tree: Sendable, CustomTestStringConvertible {
  var what: String
  var system = CodeSystem.icd10cm
  var codes: [String]
  var parents: [String?]
  var depths: [Int]

  var testDescription: String { what }
}

private let trees = [
  Tree(
    what: "each level is there", codes: ["O34", "O343", "O3430", "O3432"],
    parents: [nil, "O34", "O343", "O343"], depths: [0, 1, 2, 2]),
  Tree(
    what: "the sixth character is missing above the seventh", codes: ["E08", "E083", "E0837", "E0837X1"],
    parents: [nil, "E08", "E083", "E0837"], depths: [0, 1, 2, 3]),
  Tree(
    what: "all levels but the category are missing", codes: ["E08", "E0837X1"], parents: [nil, "E08"],
    depths: [0, 1]),
  Tree(
    what: "a level appears between siblings", codes: ["S42", "S42001A", "S42001", "S42001B"],
    parents: [nil, "S42001", "S42", "S42001"], depths: [0, 2, 1, 2]),
  Tree(
    what: "children stand before their parent", codes: ["O3432", "O343", "O34"],
    parents: ["O343", "O34", nil], depths: [2, 1, 0]),
  Tree(
    what: "a category with a letter stands before its neighbor", codes: ["C4A", "C4A0", "C44", "C440"],
    parents: [nil, "C4A", nil, "C44"], depths: [0, 1, 0, 1]),
  Tree(
    what: "a code without a category is a root", codes: ["A000", "A0001"], parents: [nil, "A000"],
    depths: [0, 1]),
  Tree(
    what: "codes that share letters but no row stay apart", codes: ["A001", "A002"], parents: [nil, nil],
    depths: [0, 0]),
  Tree(
    what: "the tables of ICD-10-PCS have three characters", system: .icd10pcs,
    codes: ["0UV", "0UVC7ZZ", "0UVCXZZ", "0UW"], parents: [nil, "0UV", "0UV", nil], depths: [0, 1, 1, 0]),
]

@Suite struct HierarchyTests {
  @Test(arguments: trees)
  func theParentIsTheLongestOtherCodeThatACodeBeginsWith(_ tree: Tree) {
    let codes = normalized(tree.codes, of: tree.system).edition.codes
    #expect(codes.map(\.code) == tree.codes)
    #expect(codes.map(\.parent) == tree.parents)
    #expect(codes.map(\.depth) == tree.depths)
  }
}
