import CodeSetModel

/// Fills in the headline values of a release's codes.
func readAxes(into codes: inout [Code], parents: [Int?]) {
  for (code, values) in readAxes(of: codes, parents: parents).values.enumerated() {
    codes[code].trimester = values.trimester
    codes[code].laterality = values.laterality
  }
}
