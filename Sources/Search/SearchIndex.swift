import CodeSetModel

/// The texts of a code set that lead to its codes, made once for the command and the site.
///
/// Codes whose titles say the same but for an axis are a group, with one text: the words that all its titles have.
/// Which of the group is the answer depends on what else is typed, and without that on `SearchedCode.cost`.
package struct SearchIndex: Sendable {
  package let system: String
  /// In published order; a retired code as it was last.
  package let codes: [SearchedCode]
  /// By group: the group of the header above its first code, or -1.
  package let parents: [Int32]
  /// The texts: first one for each group, its titles, then all others.
  package let entries: [SearchEntry]
  /// In order.
  package let words: [String]
  /// By word: as a text has it, "diabetes" for `diabete`.
  package let written: [String]
  /// By word: the texts that have it, in order.
  package let postings: [[SearchPosting]]
}

/// A code as it is searched.
package struct SearchedCode: Sendable {
  /// Its place among the codes of the build.
  package let position: Int
  package let isRetired: Bool
  package let group: Int32
  /// The place of the header above it; -1 without.
  package let parent: Int32
  /// How far it is from what is meant where nothing more is said: 0 is nearest. Among the codes of a group and among
  /// those below a header, the one with the least is the answer.
  package let cost: UInt8
}

/// A text that leads to a code.
package struct SearchEntry: Sendable {
  package let source: SearchSource
  /// The place of the code among those searched. Of a group's titles, that of the code that is meant where nothing more
  /// is said.
  package let code: Int32
  /// As it is printed.
  package let text: String
}

/// A text that has a word.
package struct SearchPosting: Sendable, Equatable {
  package let entry: Int32
  /// Which part of what the text says is this word, in 255ths; 0: the text is as good without it.
  package let share: UInt8
}

/// Where a text comes from that leads to a code.
package enum SearchSource: String, Sendable, CaseIterable {
  case title = "t"
  case inclusionTerm = "i"
  case includes = "n"
  case index = "x"
  case see = "s"
  case seeAlso = "a"
  case neoplasm = "p"
  case externalCause = "e"
  case drug = "d"
  case formerTitle = "f"
  case annotation = "o"

  /// What a text of this source is worth beside a title.
  package var prior: Double {
    switch self {
    case .title: 1
    case .inclusionTerm, .includes: 0.985
    case .index, .neoplasm: 0.97
    case .see: 0.96
    case .externalCause: 0.93
    case .drug, .seeAlso: 0.9
    case .formerTitle: 0.88
    case .annotation: 0.7
    }
  }

  /// How a result says that it was found by such a text.
  package var words: String {
    switch self {
    case .title: ""
    case .inclusionTerm, .includes: "also called"
    case .index, .see, .seeAlso: "index"
    case .neoplasm: "table of neoplasms"
    case .externalCause: "index of external causes"
    case .drug: "table of drugs"
    case .formerTitle: "formerly"
    case .annotation: "annotation"
    }
  }
}
