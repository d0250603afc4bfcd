import CodeSetModel

/// Every check of a release, in the order in which its findings are printed.
let checks: [Check] = [
  uniqueCodes, parentFirst, billableLeaf, ascendingOrder, orderGaps, titlesPresent, shortTitleLength,
  titleCharacters,
  titleSpacing, rowsAccounted, referencesExist,
]

let uniqueCodes = Check("unique-codes", .error, "A code is once in a release.") { subject in
  subject.examined.compactMap { position in
    guard let first = subject.earlier[position] else { return nil }
    let code = subject.codes[position]
    let line = subject.codes[first].sourceLine
    return Violation(code, "expected \(code.code) once, found it again; the first is on line \(line)")
  }
}

let parentFirst = Check(
  "parent-first", .error, "The parent of a code exists and comes before it."
) { subject in
  subject.examined.compactMap { position in
    guard let parent = subject.codes[position].content.parent else { return nil }
    let place = subject.parents[position]
    if let place, place < position { return nil }
    let code = subject.codes[position]
    guard let place else {
      return Violation(code, "expected the parent \(parent) of \(code.code), found no such code")
    }
    let line = subject.codes[place].sourceLine
    return Violation(code, "expected the parent \(parent) before \(code.code), found it on line \(line)")
  }
}

let billableLeaf = Check(
  "billable-leaf", .error,
  "Of a code set that the program knows, a code is billable exactly when no code is below it; a modifier never is."
) { subject in
  // What others mean by billable is theirs to say.
  guard CodeSystem(id: subject.release.system) != nil else { return [] }
  var hasChildren = Array(repeating: false, count: subject.codes.count)
  for case let parent? in subject.parents { hasChildren[parent] = true }
  return subject.examined.compactMap { position in
    let isModifier = subject.codes[position].content.kind == .modifier
    guard subject.codes[position].content.isBillable == (isModifier || hasChildren[position]) else {
      return nil
    }
    let code = subject.codes[position]
    if isModifier {
      return Violation(code, "expected the modifier \(code.code) not to be billable, found it is")
    }
    return Violation(
      code,
      code.isBillable
        ? "expected no codes below the billable \(code.code), found some"
        : "expected codes below the header \(code.code), found none")
  }
}

let ascendingOrder = Check("ascending-order", .error, "Order numbers ascend.") { subject in
  subject.codes.indices.dropFirst().compactMap { position in
    let before = subject.codes[position - 1].ordinal
    guard subject.codes[position].ordinal <= before else { return nil }
    let code = subject.codes[position]
    return Violation(code, "expected an order number above \(before), found \(code.ordinal)")
  }
}

let orderGaps = Check(
  "order-gaps", .error,
  "The order numbers of a release count its rows; an extract, with less than half of them, leaves some out."
) { subject in
  let codes = subject.codes
  guard let last = codes.indices.last, codes[last].ordinal < 2 * subject.release.rowCount else { return [] }
  // Order numbers out of order count nothing.
  guard ascendingOrder.violations(subject).isEmpty else { return [] }
  var before = (ordinal: 0, line: 0)
  return codes.indices.compactMap { position in
    let (ordinal, line) = (codes[position].ordinal, codes[position].sourceLine)
    defer { before = (ordinal, line) }
    // A rejected row has a line: it is accounted for already.
    let missing = ordinal - before.ordinal - (line - before.line)
    guard missing > 0 else { return nil }
    return Violation(
      codes[position],
      "expected the order numbers after \(before.ordinal) one by one, found \(ordinal) at \(codes[position].content.code): "
        + "\(missing) row\(missing == 1 ? "" : "s") missing")
  }
}

let titlesPresent = Check(
  "titles-present", .error, "A code has a title; where it has a short one, that is not blank."
) { subject in
  titleViolations(in: subject) {
    $0.allSatisfy { $0 == UInt8(ascii: " ") } ? "nothing" : nil
  } message: {
    "expected a \($1) title of \($0), found \($2)"
  }
}

let shortTitleLength = Check(
  "short-title-length", .warning,
  "A short title has at most 60 characters, as its columns in the order file."
) { subject in
  subject.examined.compactMap { position in
    guard subject.codes[position].content.shortTitle.utf8.count > 60 else { return nil }
    let code = subject.codes[position]
    let length = code.shortTitle.unicodeScalars.count
    guard length > 60 else { return nil }
    return Violation(
      code, "expected at most 60 characters in the short title of \(code.code), found \(length)")
  }
}

let titleCharacters = Check(
  "title-characters", .error, "Titles hold printable characters only."
) { subject in
  titleViolations(in: subject, fault: controlCharacter) {
    "expected printable characters in the \($1) title of \($0), found \($2)"
  }
}

let titleSpacing = Check(
  "title-spacing", .warning, "Titles have no leading, doubled or trailing blanks."
) { subject in
  titleViolations(in: subject, fault: spacingFault) {
    "expected single blanks between words, found \($2) in the \($1) title of \($0)"
  }
}

let rowsAccounted = Check(
  "rows-accounted", .error, "Every row of the file is a code or is rejected: rows in = rows out + rejected."
) { subject in
  let rejected = subject.edition.tables.rejected.count { $0.role == .codes }
  let accounted = subject.codes.count + rejected
  guard accounted != subject.release.rowCount else { return [] }
  return [
    Violation(
      "expected \(subject.release.rowCount) rows of \(subject.release.fileDescription), found "
        + "\(subject.codes.count) codes and \(rejected) rejected rows")
  ]
}

let referencesExist = Check(
  "references-exist", .error,
  "Every code, family and place in a title that a table refers to exists."
) { subject in
  let codes = subject.codes.indices
  let families = Set(subject.edition.tables.families.map(\.family))
  let ofCodes = subject.examined.map { subject.codes[$0] }
    .filter { $0.family.map { !families.contains($0) } ?? false }.map {
      Violation($0, "expected the family \($0.family ?? "") of \($0.code), found no such family")
    }
  let ofMentions = subject.mentions.filter { mention in
    guard codes.contains(mention.code) else { return true }
    return mention.length > subject.codes[mention.code].content.longTitle.utf8.count - mention.start
  }.map {
    Violation(
      "expected the words of a title, found code \($0.code + 1) from \($0.start) for \($0.length) bytes")
  }
  let ofPivots = subject.pivots.filter {
    !codes.contains($0.code) || !codes.contains($0.target)
  }.map {
    Violation("expected a pivot between two codes, found one from \($0.code + 1) to \($0.target + 1)")
  }
  return ofCodes + ofMentions + ofPivots
}

/// The codes that have a fault in a title, among those with an unusual one: one violation a code, for the first such title.
///
/// - Parameters:
///   - fault: what is wrong with the bytes of a title, or `nil`.
///   - message: what to say of it, from the code, `short` or `long`, and the fault.
private func titleViolations(
  in subject: RuleSubject, fault: (UnsafeBufferPointer<UInt8>) -> String?,
  message: (String, String, String) -> String
) -> [Violation] {
  subject.unusualTitles.compactMap { position in
    var short = subject.codes[position].content.shortTitle
    var long = subject.codes[position].content.longTitle
    if !short.isEmpty, let fault = short.withUTF8(fault) {
      return Violation(subject.codes[position], message(subject.codes[position].content.code, "short", fault))
    }
    if let fault = long.withUTF8(fault) {
      return Violation(subject.codes[position], message(subject.codes[position].content.code, "long", fault))
    }
    return nil
  }
}

private func controlCharacter(in title: UnsafeBufferPointer<UInt8>) -> String? {
  for scalar in String(decoding: title, as: UTF8.self).unicodeScalars {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F: return "a control character"
    case 0x2028, 0x2029: return "a line break, \(name(of: scalar))"
    // What a reader sees is then in another order than what is there.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
      return "a control of the direction of text, \(name(of: scalar))"
    default: continue
    }
  }
  return nil
}

/// `U+202E`.
private func name(of scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

private func spacingFault(of title: UnsafeBufferPointer<UInt8>) -> String? {
  let blank = UInt8(ascii: " ")
  if title.first == blank { return "a leading blank" }
  if title.last == blank { return "a trailing blank" }
  var previous: UInt8 = 0
  for byte in title {
    if byte == blank, previous == blank { return "a doubled blank" }
    previous = byte
  }
  return nil
}
