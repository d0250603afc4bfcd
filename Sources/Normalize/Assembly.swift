import CodeSetModel

/// What a release says of the codes of one category.
struct Piece: Sendable {
  var codes: Range<Int>
  var mentions: Range<Int>
  var pivots: Range<Int>
  var families: Range<Int>
  var findings: Range<Int>
}

/// Finds the pieces of a normalized release: all its tables are in published order.
struct Pieces {
  private let mentionStarts: [Int]
  private let pivotStarts: [Int]
  private let familyStarts: [Int]
  private let findingStarts: [Int]

  init(_ normalized: NormalizedRelease) {
    let codes = normalized.edition.tables.codes
    mentionStarts = Self.starts(of: normalized.edition.tables.mentions, in: codes) { $0.code == $1 }
    pivotStarts = Self.starts(of: normalized.edition.tables.pivots, in: codes) { $0.code == $1 }
    familyStarts = Self.starts(of: normalized.edition.tables.families, in: codes) {
      $0.family == codes[$1].content.code
    }
    findingStarts = Self.starts(of: normalized.findings, in: codes) {
      $0.place?.line == codes[$1].sourceLine
    }
  }

  /// Where the rows of each code begin in a table in published order, and at last where they end.
  private static func starts<Row>(
    of rows: [Row], in codes: [CodeRow], isOf: (Row, Int) -> Bool
  ) -> [Int] {
    var starts: [Int] = []
    starts.reserveCapacity(codes.count + 1)
    var next = 0
    for code in codes.indices {
      starts.append(next)
      while next < rows.count, isOf(rows[next], code) { next += 1 }
    }
    precondition(next == rows.count, "every row is that of a code, in published order")
    starts.append(next)
    return starts
  }

  /// What is said of some codes that are together.
  func piece(_ codes: Range<Int>) -> Piece {
    func rows(_ starts: [Int]) -> Range<Int> { starts[codes.lowerBound]..<starts[codes.upperBound] }
    return Piece(
      codes: codes, mentions: rows(mentionStarts), pivots: rows(pivotStarts), families: rows(familyStarts),
      findings: rows(findingStarts))
  }
}

/// A release that is put together from pieces.
struct Assembly {
  private var edition: Edition
  private var findings: [Diagnostic] = []

  /// - Parameter before: the release before, which has about as much of everything.
  init(
    release: Release, sections: [Section], rejected: [Rejected], count: Int, before: Tables
  ) {
    edition = Edition(release: release, rejected: rejected)
    edition.tables.sections = sections
    edition.tables.codes.reserveCapacity(count)
    // Grown by doubling, what is there twice meanwhile is a tenth of all memory.
    edition.tables.mentions.reserveCapacity(before.mentions.count * 17 / 16)
    edition.tables.pivots.reserveCapacity(before.pivots.count * 17 / 16)
  }

  /// Adds the codes of a category as the file of this release prints them.
  ///
  /// - Returns: where they are now.
  mutating func add(
    _ piece: Piece, of source: NormalizedRelease, printedAs records: ArraySlice<OrderRecord>
  ) -> Piece {
    let release = edition.release
    let start = edition.tables.codes.count
    let starts = (
      edition.tables.mentions.count, edition.tables.pivots.count, edition.tables.families.count,
      findings.count
    )
    let shift = start - piece.codes.lowerBound
    edition.tables.codes += source.edition.tables.codes[piece.codes]
    for (place, record) in zip(start..., records) {
      edition.tables.codes[place].validFrom = release.effective
      edition.tables.codes[place].validTo = release.until
      edition.tables.codes[place].ordinal = Int(record.orderNumber) ?? place + 1
      edition.tables.codes[place].release = release.label
      edition.tables.codes[place].sourceLine = record.line
    }
    for var mention in source.edition.tables.mentions[piece.mentions] {
      mention.code += shift
      edition.tables.mentions.append(mention)
    }
    for var pivot in source.edition.tables.pivots[piece.pivots] {
      pivot.code += shift
      pivot.target += shift
      edition.tables.pivots.append(pivot)
    }
    edition.tables.families += source.edition.tables.families[piece.families]
    for var finding in source.findings[piece.findings] {
      if let place = (start..<edition.tables.codes.count).first(where: {
        edition.tables.codes[$0].content.code == finding.code
      }) {
        finding.place = Place(file: release.fileDescription, line: edition.tables.codes[place].sourceLine)
      }
      findings.append(finding)
    }
    return Piece(
      codes: start..<edition.tables.codes.count, mentions: starts.0..<edition.tables.mentions.count,
      pivots: starts.1..<edition.tables.pivots.count, families: starts.2..<edition.tables.families.count,
      findings: starts.3..<findings.count)
  }

  /// Notes that a category is as it was.
  mutating func keep(_ category: UnchangedCategory) {
    edition.unchanged.append(category)
  }

  /// The release; mutating, as a copy of the codes to be numbered is large.
  mutating func finish() -> NormalizedRelease {
    edition.tables.numberCodes()
    edition.release.codeCount = edition.tables.codes.count
    edition.release.billableCount = edition.tables.codes.count { $0.isBillable }
    return NormalizedRelease(edition: edition, findings: findings)
  }
}
