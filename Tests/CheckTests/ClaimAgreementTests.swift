import Foundation
import TestSupport
import Testing

/// The judgement in SQL is that of `codeset check`, on 200,000 claims with every status.
@Suite struct ClaimAgreementTests {
  @Test func sqliteAgrees() throws {
    let sample = try HistorySample.built()
    #expect(
      try agreement(sample.output, "python3", ["sqlite"]).contains("sqlite: 200000 claims, 0 different\n"))
  }

  /// HCPCS prints its own days: no release is needed to know them.
  @Test func sqliteAgreesOnDaysThatArePrinted() throws {
    let sample = try HCPCSSample.built()
    #expect(
      try agreement(sample.output, "python3", ["sqlite"]).contains("sqlite: 200000 claims, 0 different\n"))
  }

  @Test(.needsPackages, .needsPostgreSQL) func fiveEnginesAgree() throws {
    let sample = try HistorySample.built()
    let server = try PostgreSQLServer()
    let script = sample.output.appending(path: "load/postgresql.sql").path
    try server.psql(["-q", "-v", "folder=\(sample.output.path)", "-f", script]).succeeded()
    let engines = ["sqlite", "duckdb", "postgresql", "spark"]
    let environment = server.environment.merging(["PGDATABASE": "postgres"]) { $1 }
    let printed = try agreement(sample.output, pythonEnvironment, engines, environment)
    for engine in engines { #expect(printed.contains("\(engine): 200000 claims, 0 different\n")) }
    for status in ["valid", "header", "retired", "not_yet", "unknown", "not_held", "no_day"] {
      #expect(printed.contains("'\(status)': "))
    }
  }

  private func agreement(
    _ output: URL, _ python: String, _ engines: [String], _ environment: [String: String] = [:]
  ) throws -> String {
    let script = project.appending(path: "Tests/Fixtures/claim_agreement.py").path
    return try run(
      python, ["-B", script, codesetPath, output.path, "200000"] + engines, environment: environment
    ).succeeded().output
  }
}
