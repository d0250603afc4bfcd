import CodeSetModel

// The words of a text as they are searched for. `search-words.js` of the site has the same rules.

/// The words of a text, in the form in which they are compared: those after "without" as what is absent.
package func searchWords(_ text: String, _ rules: SearchRules = SearchRules()) -> [String] {
  var words: [String] = []
  var absence = Absence()
  var word: [UInt8] = []
  func finish() {
    guard !word.isEmpty else { return }
    let text = String(decoding: word, as: UTF8.self)
    let form = wordForm(text, rules)
    words.append(absence.read(text) ? absent(form) : form)
    word.removeAll(keepingCapacity: true)
  }
  for scalar in text.unicodeScalars where !appendLetter(scalar, to: &word) {
    finish()
    absence.read(scalar)
  }
  finish()
  return words
}

/// The form of a word that a text says is absent: "without complications" is no text about complications.
package func absent(_ form: String) -> String { "-" + form }

/// Which words of a text are what is absent: those after "without", up to a comma, a parenthesis or "with".
struct Absence {
  private var isOpen = false

  /// Whether a word is absent.
  mutating func read(_ word: String) -> Bool {
    if word == "without" {
      isOpen = true
      return false
    }
    if word == "with" { isOpen = false }
    return isOpen
  }

  mutating func read(_ mark: Unicode.Scalar) {
    if ",;()[]".unicodeScalars.contains(mark) { isOpen = false }
  }
}

/// Visits the words of a text: letters and digits in lower case, without accents and apostrophes.
func forEachWord(of text: String, _ visit: ([UInt8]) -> Void) {
  var word: [UInt8] = []
  for scalar in text.unicodeScalars {
    if !appendLetter(scalar, to: &word) {
      if !word.isEmpty { visit(word) }
      word.removeAll(keepingCapacity: true)
    }
  }
  if !word.isEmpty { visit(word) }
}

/// Appends a letter or digit in lower case and without its accent; an apostrophe is left out. Other letters than Latin
/// ones stay as they are.
///
/// - Returns: whether the character may be within a word.
@discardableResult
func appendLetter(_ scalar: Unicode.Scalar, to word: inout [UInt8]) -> Bool {
  switch scalar.value {
  case 0x30...0x39, 0x61...0x7A: word.append(UInt8(scalar.value))
  case 0x41...0x5A: word.append(UInt8(scalar.value) | 0x20)
  case 0x27, 0x2019, 0x300...0x36F: break
  case 0..<0xAA: return false
  default:
    if let plain = unaccented[scalar] {
      word += plain.utf8
    } else if scalar.properties.isAlphabetic {
      word += String(scalar).lowercased().utf8
    } else {
      return false
    }
  }
  return true
}

/// Letters with accents, and what they are without.
private let unaccented: [Unicode.Scalar: String] = {
  var letters: [Unicode.Scalar: String] = [:]
  for (plain, accented) in accents { for scalar in accented.unicodeScalars { letters[scalar] = plain } }
  return letters
}()

package let accents = [
  ("a", "àáâãäåāăąÀÁÂÃÄÅĀĂĄ"), ("c", "çćĉċčÇĆĈĊČ"), ("d", "ďđĎĐ"), ("e", "èéêëēĕėęěÈÉÊËĒĔĖĘĚ"),
  ("g", "ĝğġģĜĞĠĢ"),
  ("i", "ìíîïĩīĭįÌÍÎÏĨĪĬĮ"), ("l", "ĺļľłĹĻĽŁ"), ("n", "ñńņňÑŃŅŇ"), ("o", "òóôõöøōŏőÒÓÔÕÖØŌŎŐ"),
  ("r", "ŕŗřŔŖŘ"),
  ("s", "śŝşšŚŜŞŠ"), ("t", "ţťŢŤ"), ("u", "ùúûüũūŭůűųÙÚÛÜŨŪŬŮŰŲ"), ("y", "ýÿŷÝŶŸ"), ("z", "źżžŹŻŽ"),
  ("ae", "æÆ"),
  ("oe", "œŒ"), ("ss", "ß"),
]

/// A word without its plural and in American spelling: "haematomas" as "hematoma".
func wordForm(_ word: String, _ rules: SearchRules) -> String {
  if rules.unstemmedWords.contains(word) { return word }
  var form = Array(word.utf8)
  guard form.count >= 4 else { return word }
  if form.count >= 6 { dropLigatures(&form) }
  dropPlural(&form)
  if form.count >= 5, form.hasEnd("our") { form.replaceEnd(3, "or") }
  if form.count >= 5, form.hasEnd("tre") || form.hasEnd("bre") { form.replaceEnd(2, "er") }
  if form.count >= 6 {
    for (british, american) in [
      ("isation", "ization"), ("ise", "ize"), ("ised", "ized"), ("ising", "izing"), ("yse", "yze"),
    ]
    where form.hasEnd(british) { form.replaceEnd(british.utf8.count, american) }
  }
  if form.starts(with: "leuc".utf8) { form[3] = UInt8(ascii: "k") }
  if form.starts(with: "sulph".utf8) { form.replaceSubrange(3...4, with: "f".utf8) }
  return String(decoding: form, as: UTF8.self)
}

/// "oesophagus" as "esophagus", "anaemia" as "anemia".
private func dropLigatures(_ form: inout [UInt8]) {
  var place = 0
  while place + 1 < form.count {
    if form[place + 1] == UInt8(ascii: "e"),
      form[place] == UInt8(ascii: "a") || form[place] == UInt8(ascii: "o")
    {
      form.remove(at: place)
    }
    place += 1
  }
}

private func dropPlural(_ form: inout [UInt8]) {
  guard form.count >= 4, form.last == UInt8(ascii: "s") else { return }
  if form.hasEnd("ss") || form.hasEnd("us") || form.hasEnd("is") { return }
  if form.count >= 5, form.hasEnd("ies") {
    form.replaceEnd(3, "y")
  } else if form.hasEnd("sses") || form.hasEnd("xes") || form.hasEnd("ches") || form.hasEnd("shes")
    || form.hasEnd("zes")
  {
    form.removeLast(2)
  } else if form.hasEnd("oses") || form.hasEnd("yses") {
    form.replaceEnd(2, "is")
  } else {
    form.removeLast()
  }
}

extension [UInt8] {
  fileprivate func hasEnd(_ text: StaticString) -> Bool {
    count >= text.utf8CodeUnitCount
      && suffix(text.utf8CodeUnitCount).elementsEqual(
        UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  fileprivate func hasEnd(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }

  fileprivate mutating func replaceEnd(_ length: Int, _ text: String) {
    removeLast(length)
    append(contentsOf: text.utf8)
  }
}
