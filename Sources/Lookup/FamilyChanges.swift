import CodeSetModel

extension CodeDatabase {
  /// The families that gain or lose a code between two releases, by name.
  func familyChanges(from first: Release, to second: Release) throws -> [FamilyChange] {
    let days = [
      "system": first.system, "first": first.effective.description, "second": second.effective.description,
    ]
    let rows = try file.values(
      """
      SELECT code, display_code, family, \(Self.isInForce("first")) FROM code
      WHERE \(Self.isInForceOnce) ORDER BY id
      """, days)
    var comparison = FamilyComparison()
    for row in rows {
      let membership = Membership(code: row[0] ?? "", displayCode: row[1] ?? "", family: row[2])
      if row[3] == "1" { comparison.before.append(membership) } else { comparison.after.append(membership) }
    }
    // Asked only of the families whose members change: there are many thousands of others.
    var names = JSONText()
    names.beginArray()
    for name in Set((comparison.before + comparison.after).compactMap(\.family)).sorted() {
      names.value(name)
    }
    names.endArray()
    comparison.unchanged = Set(
      try file.values(
        """
        SELECT DISTINCT family FROM code
        WHERE system = :system AND family IN (SELECT value FROM json_each(:names))
        AND \(Self.isInForce("first")) AND \(Self.isInForce("second"))
        """, days.merging(["names": names.string]) { $1 }
      ).compactMap { $0[0] })
    return try comparison.changes().compactMap { name, change in
      let families: [Family] = try file.rows(
        "WHERE system = :system AND family = :family", ["system": first.system, "family": name])
      return families.first.map { family in
        FamilyChange(
          family: family, gained: change.gained, lost: change.lost, isNew: change.isNew, isGone: change.isGone
        )
      }
    }.sorted { $0.family.family < $1.family.family }
  }
}

/// A code and the family that it belongs to.
private struct Membership {
  var code: String
  var displayCode: String
  var family: String?
}

/// The members of families in two releases.
private struct FamilyComparison {
  /// The codes of which something changes, as they were and as they are.
  var before: [Membership] = []
  var after: [Membership] = []
  /// The families of the codes of which nothing changes.
  var unchanged: Set<String> = []

  struct MemberChange {
    var gained: [String] = []
    var lost: [String] = []
    var isNew = false
    var isGone = false
  }

  /// By the family's name, the newer one where it has another.
  func changes() -> [String: MemberChange] {
    let names = renamed()
    var old: [String: String] = [:]
    for member in before { old[member.code] = member.family.map { names[$0] ?? $0 } }
    var new: [String: String] = [:]
    for member in after { new[member.code] = member.family }
    let (was, isNow) = (unchanged.union(old.values), unchanged.union(new.values))

    var changes: [String: MemberChange] = [:]
    for member in after {
      guard let family = member.family, old[member.code] != family else { continue }
      changes[family, default: MemberChange()].gained.append(member.displayCode)
    }
    for member in before {
      guard let family = old[member.code], new[member.code] != family else { continue }
      changes[family, default: MemberChange()].lost.append(member.displayCode)
    }
    for family in changes.keys {
      changes[family]?.isNew = !was.contains(family)
      changes[family]?.isGone = !isNow.contains(family)
    }
    return changes
  }

  /// The newer names of families that are called otherwise, since their first member is another: the older
  /// name is gone, the newer one was not there, and codes went from one to the other.
  private func renamed() -> [String: String] {
    var next: [String: String] = [:]
    for member in after { next[member.code] = member.family }
    let gone = Set(before.compactMap(\.family)).subtracting(unchanged).subtracting(next.values)
    let known = unchanged.union(before.compactMap(\.family))
    var names: [String: String] = [:]
    var taken: Set<String> = []
    for member in before {
      guard let family = member.family, gone.contains(family), names[family] == nil,
        let newer = next[member.code], !known.contains(newer), taken.insert(newer).inserted
      else { continue }
      names[family] = newer
    }
    return names
  }
}
