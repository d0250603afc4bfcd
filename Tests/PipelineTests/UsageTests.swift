import Foundation
import TestSupport
import Testing

/// The command line itself: help, version, wrong usage.
@Suite struct UsageTests {
  static let commands = [
    [], ["build"], ["lookup"], ["search"], ["diff"], ["summary"], ["fetch"], ["verify"], ["ingest"],
    ["emit", "load"], ["emit", "omop"],
    ["normalize"], ["history"], ["validate"], ["emit"],
    ["emit", "sqlite"], ["emit", "json"], ["emit", "csv"], ["emit", "report"], ["emit", "site"],
    ["emit", "fhir"], ["emit", "manifest"], ["depend"],
  ]

  @Test(arguments: commands)
  func everyCommandHasHelp(_ command: [String]) throws {
    let outcome = try run(codesetPath, command + ["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("USAGE: codeset " + command.joined(separator: " ")))
    #expect(outcome.errors == "")
  }

  @Test(arguments: commands)
  func everyCommandKnowsTheVersion(_ command: [String]) throws {
    let outcome = try run(codesetPath, command + ["--version"])
    #expect(outcome.status == 0)
    let isVersion = outcome.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil
    #expect(isVersion, "\(outcome.output)")
  }

  @Test(arguments: commands.filter { !$0.isEmpty && $0 != ["emit"] })
  func everyCommandThatDoesSomethingCanBeQuiet(_ command: [String]) throws {
    let outcome = try run(codesetPath, command + ["--help"])
    #expect(outcome.output.contains("-q, --quiet"))
  }

  @Test(arguments: [
    ["bild"], ["--verbose"], ["build", "--registry"], ["build", "--jobs", "0"], ["build", "--jobs", "many"],
    ["build", "--emit", "pdf"], ["build", "--emit", "csv"],
    ["build", "now"], ["lookup"], ["lookup", "O3432", "--format", "xml"],
    ["lookup", "O3432", "--pivot", "trimester"], ["lookup", "O3432", "--pivot", "trimester="],
    ["lookup", "O3432", "--pivot", "=third"], ["lookup", "O3432", "--pivot", "side=left"],
    ["lookup", "O3432", "--pivot", "laterality=middle"], ["lookup", "O3432", "--pivot", "trimester=left"],
    ["lookup", "O3432", "--pivot", "trimester:mother=third"],
    ["lookup", "O3432", "--pivot", "trimester:=third"],
    ["lookup", "O3432", "--pivot", "encounter:labor=initial"], ["search"],
    ["search", "cervix", "--limit", "0"], ["search", "cervix", "--trimester", "fourth"],
    ["search", "cervix", "--laterality", "middle"], ["diff"], ["diff", "fy2024"],
    ["diff", "fy2024", "fy2025", "--format", "xml"], ["summary", "fy2025"], ["lookup", "O3432", "--on"],
    ["lookup", "O3432", "--on", "2023-02-29"], ["search", "cervix", "--on", "yesterday"], ["validate"],
    ["validate", "icd10cm"], ["ingest"], ["ingest", "icd10cm"], ["normalize", "icd10cm"], ["history"],
    ["emit", "xml"], ["verify", "one", "two"], ["fetch"], ["fetch", "fy2025"], ["fetch", "--registry"],
    ["fetch", "--registry", "releases.csv", "--output", "out"],
  ])
  func wrongUsageIsStatusTwo(_ arguments: [String]) throws {
    let outcome = try run(codesetPath, arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    let namesNoCommand = outcome.errors.hasPrefix("codeset: no command '")
    let showsTheUsage = outcome.errors.hasPrefix("Error: ") && outcome.errors.contains("Usage: codeset")
    #expect(namesNoCommand || showsTheUsage)
  }

  @Test func resultsThatCannotBeWrittenAreStatusThree() throws {
    let sample = try Sample.built()
    for command in ["lookup O3432", "search of --limit 1000 --format json", "build", "validate --list-rules"]
    {
      let outcome = try sample.bash("\"$codeset\" \(command) > /dev/full")
      #expect(outcome.status == 3, "\(command)")
      #expect(
        outcome.errorLines.filter { !$0.hasSuffix("notes; --notes prints them") } == [
          "codeset: standard output: cannot be written: No space left on device"
        ])
    }
  }
}
