import CodeSetModel

/// Every check of a release, in the order in which its findings are printed.
let checks: [Check] = [
  uniqueCodes, parentFirst, billableLeaf, ascendingOrder, titlesPresent, shortTitleLength, titleCharacters,
  titleSpacing, rowsAccounted,
]

let uniqueCodes = Check("unique-codes", .error, "A code stands once in a release.") { subject in
  subject.codes.enumerated().compactMap { position, code in
    guard let first = subject.positions[code.code], first != position else { return nil }
    let line = subject.codes[first].sourceLine
    return Violation(code, "expected \(code.code) once, found it again; it stands on line \(line)")
  }
}

let parentFirst = Check(
  "parent-first", .error, "The parent of a code exists and stands before it."
) { subject in
  subject.codes.enumerated().compactMap { position, code in
    guard let parent = code.parent else { return nil }
    guard let place = subject.positions[parent] else {
      return Violation(code, "expected the parent \(parent) of \(code.code), found no such code")
    }
    guard place >= position else { return nil }
    return Violation(
      code,
      "expected the parent \(parent) before \(code.code), found it on line \(subject.codes[place].sourceLine)"
    )
  }
}

let billableLeaf = Check(
  "billable-leaf", .error, "A code is billable exactly when no code stands below it."
) { subject in
  var hasChildren = Array(repeating: false, count: subject.codes.count)
  for code in subject.codes {
    if let parent = code.parent, let position = subject.positions[parent] { hasChildren[position] = true }
  }
  return subject.codes.enumerated().compactMap { position, code in
    guard code.isBillable == hasChildren[position] else { return nil }
    return Violation(
      code,
      code.isBillable
        ? "expected no codes below the billable \(code.code), found some"
        : "expected codes below the header \(code.code), found none")
  }
}

let ascendingOrder = Check("ascending-order", .error, "Order numbers ascend.") { subject in
  zip(subject.codes, subject.codes.dropFirst()).compactMap { previous, code in
    guard code.ordinal <= previous.ordinal else { return nil }
    return Violation(code, "expected an order number above \(previous.ordinal), found \(code.ordinal)")
  }
}

let titlesPresent = Check("titles-present", .error, "A code has a short and a long title.") { subject in
  subject.codes.compactMap { code in
    let missing = [("short", code.shortTitle), ("long", code.longTitle)]
      .filter { $0.1.utf8.allSatisfy { $0 == UInt8(ascii: " ") } }.map(\.0)
    guard !missing.isEmpty else { return nil }
    return Violation(
      code, "expected a \(missing.joined(separator: " and a ")) title of \(code.code), found none")
  }
}

let shortTitleLength = Check(
  "short-title-length", .warning, "A short title has at most 60 characters, as its columns in the order file."
) { subject in
  subject.codes.compactMap { code in
    guard code.shortTitle.utf8.count > 60, code.shortTitle.unicodeScalars.count > 60 else { return nil }
    return Violation(
      code,
      "expected at most 60 characters in the short title of \(code.code), found \(code.shortTitle.unicodeScalars.count)"
    )
  }
}

let titleCharacters = Check("title-characters", .error, "Titles hold printable characters only.") { subject in
  subject.codes.compactMap { code in
    guard hasControl(code.shortTitle) || hasControl(code.longTitle) else { return nil }
    return Violation(
      code, "expected printable characters in the titles of \(code.code), found a control character")
  }
}

let titleSpacing = Check(
  "title-spacing", .warning, "Titles have no leading, doubled or trailing blanks."
) { subject in
  subject.codes.compactMap { code in
    for (kind, title) in [("short", code.shortTitle), ("long", code.longTitle)] {
      if let fault = spacingFault(of: title) {
        return Violation(
          code, "expected single blanks between words, found \(fault) in the \(kind) title of \(code.code)")
      }
    }
    return nil
  }
}

let rowsAccounted = Check(
  "rows-accounted", .error, "Every row of the file is a code or is rejected: rows in = rows out + rejected."
) { subject in
  let accounted = subject.codes.count + subject.rejected.count
  guard accounted != subject.release.rowCount else { return [] }
  return [
    Violation(
      "expected \(subject.release.rowCount) rows of \(subject.release.fileDescription), found "
        + "\(subject.codes.count) codes and \(subject.rejected.count) rejected rows")
  ]
}

private func hasControl(_ title: String) -> Bool {
  title.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    || title.unicodeScalars.contains { (0x80...0x9F).contains($0.value) }
}

private func spacingFault(of title: String) -> String? {
  let blank = UInt8(ascii: " ")
  if title.utf8.first == blank { return "a leading blank" }
  if title.utf8.last == blank { return "a trailing blank" }
  var previous: UInt8 = 0
  for byte in title.utf8 {
    if byte == blank, previous == blank { return "a doubled blank" }
    previous = byte
  }
  return nil
}
