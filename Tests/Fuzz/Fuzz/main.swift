import Foundation

// `fuzz --list`, `fuzz READER FILE...`, or `fuzz --seconds 60`: every reader in turn, each in a process of its own.

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "--list" {
  print(FuzzedReader.all.map(\.name).joined(separator: "\n"))
} else if let name = arguments.first, !name.hasPrefix("-") {
  guard let reader = FuzzedReader.all.first(where: { $0.name == name }) else {
    print("no reader \(name); fuzz --list lists them")
    exit(2)
  }
  exit(Target(reader).run(Array(arguments.dropFirst())))
} else {
  guard let campaign = Campaign(arguments) else {
    print("usage: fuzz [--seconds N | --inputs N] [--seed N] [--only TEXT]")
    exit(2)
  }
  exit(try campaign.run())
}
