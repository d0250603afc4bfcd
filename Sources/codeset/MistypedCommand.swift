import ArgumentParser
import Files

/// A word where a subcommand is expected, and none has that name.
struct MistypedCommand {
  var word: String
  /// The names of the subcommands there.
  var names: [String]

  /// - Returns: `nil` where the arguments lead to a command.
  init?(_ arguments: [String]) {
    // `codeset help lookup` names a command too.
    var words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    var subcommands = Codeset.configuration.subcommands
    while let next = subcommands.first(where: { $0._commandName == words.first }) {
      subcommands = next.configuration.subcommands
      words = words.dropFirst()
    }
    guard let word = words.first, !word.hasPrefix("-"), !subcommands.isEmpty else { return nil }
    self.word = word
    names = subcommands.map { $0._commandName }
  }

  var failure: Failure {
    guard let meant = names.min(by: { distance(to: $0) < distance(to: $1) }), distance(to: meant) <= 2 else {
      return Failure(.usage, "no command '\(word)'; expected one of \(names.joined(separator: ", "))")
    }
    return Failure(.usage, "no command '\(word)'; did you mean '\(meant)'?")
  }

  /// How many letters must be inserted, left out, replaced or exchanged with their neighbor.
  private func distance(to name: String) -> Int {
    let (typed, name) = (Array(word.lowercased()), Array(name))
    var rows = [Array(0...name.count)]
    for row in 0..<typed.count {
      var next = [row + 1]
      for column in 0..<name.count {
        let replaced = rows[row][column] + (typed[row] == name[column] ? 0 : 1)
        var least = min(replaced, rows[row][column + 1] + 1, next[column] + 1)
        if row > 0, column > 0, typed[row] == name[column - 1], typed[row - 1] == name[column] {
          least = min(least, rows[row - 1][column - 1] + 1)
        }
        next.append(least)
      }
      rows.append(next)
    }
    return rows[typed.count][name.count]
  }
}
