import CodeSetModel

/// What the fields of a conversion table mean.
///
///     H02.151,2018,H02.101-H02.106; H02.109
///     U07.0,43922,"J68.0, J68.9, J69.1, J80, J82, J84.114, J84.89, Z72.0"
///     W44.A0XA,2023,Codes in Categories T15-T19
enum ConversionNotation {
  /// One of the codes before.
  enum Previous: Hashable {
    case code(String)
    /// All codes that were valid for submission, from one to another.
    case range(String, String)
    /// A header that stands for the codes below it: "a code from R11-", "I63.-".
    case header(String)
    /// The headers of some categories, from one to another: "Codes in Categories T15-T19".
    case categories(String, String)

    /// Whether codes are in between that are not named.
    var isSpan: Bool {
      switch self {
      case .code, .header: false
      case .range, .categories: true
      }
    }
  }

  /// The first day that a date means: a year means October 1 of it, a larger number is how
  /// Excel counts days. `nil` for something else.
  static func day(_ text: String) -> CalendarDay? {
    if text.utf8.allSatisfy(isDigit), let number = Int(text) {
      if text.utf8.count == 4, number >= 1900 { return CalendarDay(year: number, month: 10, day: 1) }
      return text.utf8.count == 5 ? CalendarDay(daysSince1970: number - 25569) : nil
    }
    return CalendarDay(text)
  }

  /// The codes that were before, undotted; empty for "None". `nil` for something that is not understood.
  static func previous(_ text: String) -> [Previous]? {
    let words = text.lowercased() == "none" ? "" : text
    var result: [Previous] = []
    for part in parts(of: words) {
      guard let previous = previous(of: part) else { return nil }
      result.append(previous)
    }
    return text.isEmpty || (result.isEmpty && !words.isEmpty) ? nil : result
  }

  /// A list's parts: between commas, semicolons, ampersands and the word "and".
  private static func parts(of text: String) -> [[Substring]] {
    text.split { ",;&".contains($0) }.flatMap { part in
      part.split(separator: " ").split { $0.lowercased() == "and" }.map(Array.init)
    }
  }

  private static func previous(of words: [Substring]) -> Previous? {
    guard let last = words.last else { return nil }
    let phrase = words.dropLast().joined(separator: " ").lowercased()
    let isOfCategories = ["codes in categories", "code from categories"].contains(phrase)
    guard isOfCategories || ["", "a code from", "code from"].contains(phrase) else { return nil }
    let ends = last.split(separator: "-", omittingEmptySubsequences: false).map(undotted)
    guard let first = ends.first.flatMap(\.self) else { return nil }
    if ends.count == 1 { return isOfCategories || !phrase.isEmpty ? .header(first) : .code(first) }
    guard ends.count == 2 else { return nil }
    guard let second = ends[1] else { return last.hasSuffix("-") ? .header(first) : nil }
    guard first <= second else { return nil }
    return isOfCategories ? .categories(first, second) : .range(first, second)
  }

  /// A code without its dot, `nil` for something else.
  static func undotted(_ text: some StringProtocol) -> String? {
    let code = String(text.filter { $0 != "." })
    let isCode =
      (3...7).contains(code.utf8.count)
      && code.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
    return isCode ? code : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
