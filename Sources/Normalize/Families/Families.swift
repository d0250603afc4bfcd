import CodeSetModel

/// Ties the codes of one release whose titles are the same but for the axis phrases.
///
/// - Parameters:
///   - codes: the release in published order.
///   - parents: the position of each code's parent, `nil` for a category.
///   - values: the headline values of each code, from `readAxes`.
///   - mentions: every place that carries a value, by code and place, from `readAxes`.
func findFamilies(
  of codes: [Code], in system: CodeSystem, parents: [Int?], values: [AxisValues], mentions: [AxisMention]
) -> ReleaseFamilies {
  let coordinates = ReleaseCoordinates(codes: codes, values: values, mentions: mentions)
  var groups = FamilyGroups(
    codes: codes, of: system, coordinates: coordinates.all, relatives: Relatives(parents: parents),
    words: StemWords(codes: codes, mentions: mentions, firstMention: coordinates.firstMention))
  if !FamilyVocabulary.systemsOfBuiltTitles.contains(system.id) {
    groups.uniteSameWords()
    groups.uniteSiblings()
    groups.uniteBelowFamilies()
  }
  groups.leaveOutRepeatedSides()

  var result = ReleaseFamilies()
  result.familyOf = Array(repeating: nil, count: codes.count)
  for members in groups.members.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
    let first = members[0]
    for code in members { result.familyOf[code] = result.families.count }
    let phrases = mentions[coordinates.firstMention[first]..<coordinates.firstMention[first + 1]]
    result.families.append(
      Family(
        family: codes[first].code, system: codes[first].system,
        stem: readableStem(of: codes[first].longTitle, without: phrases),
        axes: Coordinates.axesThatVary(members.map { groups.coordinates[$0] })))
  }
  result.pivots = FamilyPivots(groups).pivots
  result.holes = FamilyHoles(groups).holes
  result.indistinct = groups.indistinct
  return result
}
