import CodeSetModel

/// How far codes are from what is meant where nothing more is said.
///
/// "Diabetes, type 2" means E11.9, not E11.0 or E11.8; "fracture of the clavicle" the initial encounter for a closed
/// fracture of an unspecified side. The words that a title adds to that of its header count, unless they are those of a
/// default; "other" is never meant, "with" seldom.
func defaultCost(
  of code: CodeRow, addedWords: [(word: String, weight: Double)], isTabulated: Bool
) -> UInt8 {
  if isTabulated { return tabulatedCost(of: code.code) }
  var cost = 0
  let axes = code.axes
  if let value = axes[.laterality] {
    cost += ["unspecified": 0, "unilateral": 1, "right": 4, "left": 5][value] ?? 6
  }
  if let value = axes[.trimester], value != "unspecified" { cost += 4 }
  switch axes[.encounter] {
  case "subsequent": cost += 20
  case "sequela": cost += 40
  default: break
  }
  for axis in Axis.allCases {
    switch (axis.rawValue, axes[axis]) {
    case ("fracture", let value?): cost += value == "closed" ? 0 : 8
    case ("healing", let value?): cost += value == "routine" ? 0 : 3
    case ("fetus", let value?): cost += value == "not_applicable_or_unspecified" ? 0 : 3
    case ("intent", let value?): cost += value == "accidental" ? 0 : value == "undetermined" ? 10 : 12
    case ("episode", let value?): cost += value == "unspecified" ? 0 : 3
    default: break
    }
  }
  var added = 0.0
  var isWithout = false
  var isUnspecified = false
  for (word, weight) in addedWords {
    switch word {
    case "unspecified", "unsp", "nos": isUnspecified = true
    case "without": isWithout = true
    case "other", "specified": added += 4
    case "with": added += isWithout ? 0 : 2
    default: added += isWithout ? min(weight, 0.15) : weight
    }
  }
  cost += min(60, Int(2 * added))
  if isUnspecified || isWithout { cost -= 3 }
  if code.code.last == "9" || code.code.hasSuffix("90") { cost -= 1 }
  return UInt8(max(0, min(255, cost + 4)))
}

/// Of ICD-10-PCS: an open or endoscopic approach first, no device and no qualifier.
private func tabulatedCost(of code: String) -> UInt8 {
  let characters = Array(code.utf8)
  guard characters.count == 7 else { return 0 }
  let none = UInt8(ascii: "Z")
  let approach = [UInt8(ascii: "4"): 1, UInt8(ascii: "0"): 0, UInt8(ascii: "X"): 0][characters[4]] ?? 3
  return UInt8(approach + (characters[5] == none ? 0 : 6) + (characters[6] == none ? 0 : 8))
}
