import CodeSetModel

/// One difference between two releases of a code set, read from the first to the second.
public struct CodeDifference: Hashable, Sendable {
  /// The code, undotted.
  public var code: String
  /// The code as people write it.
  public var displayCode: String
  public var kind: Change.Kind
  /// The title in the first release: the short one where that alone differs, else the long one. `nil`: the
  /// first release lacks the code.
  public var old: String?
  /// The title in the second release, likewise.
  public var new: String?
}

extension CodeDatabase {
  /// What two releases of a system differ in, in published order. The two states are compared: what changed
  /// in between and was changed back is no difference.
  ///
  /// - Parameter first: may be the later of the two; the differences then read backwards.
  public func differences(from first: Release, to second: Release) throws -> [CodeDifference] {
    let rows: [CodeRow] = try file.rows(
      "WHERE \(Self.isInForceOnce)",
      ["system": first.system, "first": first.effective.description, "second": second.effective.description])
    var (old, new): ([String: CodeRow], [String: CodeRow]) = ([:], [:])
    for code in rows {
      if code.interval.contains(first.effective) { old[code.code] = code } else { new[code.code] = code }
    }
    // Rows are numbered in published order; a retired code has its place there, too.
    return old.merging(new) { $1 }.values.sorted { $0.id < $1.id }
      .flatMap { Self.differences(from: old[$0.code], to: new[$0.code]) }
  }

  /// The condition that a row of `code` is in force when one of two releases begins, and not when the other does.
  static let isInForceOnce = "system = :system AND (\(isInForce("first"))) <> (\(isInForce("second")))"

  private static func differences(from old: CodeRow?, to new: CodeRow?) -> [CodeDifference] {
    guard let code = new ?? old else { return [] }
    func difference(_ kind: Change.Kind, from old: String?, to new: String?) -> CodeDifference {
      CodeDifference(code: code.code, displayCode: code.displayCode, kind: kind, old: old, new: new)
    }
    guard let old else { return [difference(.added, from: nil, to: code.longTitle)] }
    guard let new else { return [difference(.removed, from: code.longTitle, to: nil)] }
    var found: [CodeDifference] = []
    if old.isBillable != new.isBillable {
      let kind = new.isBillable ? Change.Kind.becameBillable : .becameHeader
      found.append(difference(kind, from: old.longTitle, to: new.longTitle))
    }
    // By their bytes: Swift takes é and e with a combining accent for equal.
    if !old.longTitle.utf8.elementsEqual(new.longTitle.utf8) {
      found.append(difference(.retitled, from: old.longTitle, to: new.longTitle))
    } else if !old.shortTitle.isEmpty, !new.shortTitle.isEmpty,
      !old.shortTitle.utf8.elementsEqual(new.shortTitle.utf8)
    {
      found.append(difference(.shortRetitled, from: old.shortTitle, to: new.shortTitle))
    }
    return found
  }
}
