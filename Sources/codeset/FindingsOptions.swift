import ArgumentParser

/// What becomes of the findings of a run.
struct FindingsOptions: ParsableArguments {
  @Flag(help: "Print every note; else they are counted.")
  var notes = false

  @Flag(help: "Take warnings for errors.")
  var strict = false

  @Option(
    name: .customLong("findings"),
    help: ArgumentHelp(
      "Also write the findings, a JSON object a line, to this file, whether the run succeeds or not.",
      valueName: "file"))
  var file: String?
}
