import CodeSetModel
import Foundation
import Ingest
import Normalize
import TestSupport
import Testing

/// What a coder says the trimester and the side of a code are: a row of Tests/KnownAnswers.csv.
private let knownAnswers = rows(of: project.appending(path: "Tests/KnownAnswers.csv"))

@Suite struct KnownAnswerTests {
  @Test(arguments: officialFY2025)
  func trimesterAndLateralityAreWhatACoderSays(_ official: OfficialRelease) throws {
    let ingested = try official.ingested()
    let codes = normalize(ingested.records, of: ingested.release, system: official.system).edition.codes
    let byCode = Dictionary(uniqueKeysWithValues: codes.map { ($0.code, $0) })
    let answers = knownAnswers.filter { $0["system"] == official.system.system }
    #expect(!answers.isEmpty)

    var disagreements: [String] = []
    for answer in answers {
      guard let name = answer["code"], let code = byCode[name] else {
        disagreements.append("\(answer["code"] ?? "a row without a code") is not in \(official)")
        continue
      }
      let values = [
        ("trimester", answer["trimester"], code.axes.trimester?.rawValue),
        ("laterality", answer["laterality"], code.axes.laterality?.rawValue),
      ]
      for (axis, expected, found) in values where expected != found {
        disagreements.append(
          "\(name) \(code.longTitle): \(axis) \(expected ?? "null") expected, \(found ?? "null") found "
            + "(\(answer["why"] ?? ""))")
      }
    }
    if !disagreements.isEmpty {
      let list = disagreements.joined(separator: "\n")
      Issue.record("\(disagreements.count) disagreements in \(answers.count) answers:\n\(list)")
    }
  }

  @Test func everyAnswerIsAValueOfItsAxis() {
    for answer in knownAnswers {
      let name = answer["code"] ?? "a row without a code"
      if let value = answer["trimester"] { #expect(Trimester(rawValue: value) != nil, "\(name): \(value)") }
      if let value = answer["laterality"] { #expect(Laterality(rawValue: value) != nil, "\(name): \(value)") }
      if let value = answer["episode"] { #expect(Episode(rawValue: value) != nil, "\(name): \(value)") }
      if let value = answer["encounter"] { #expect(Encounter(rawValue: value) != nil, "\(name): \(value)") }
      if let value = answer["fracture"] { #expect(Fracture(rawValue: value) != nil, "\(name): \(value)") }
      if let value = answer["healing"] { #expect(Healing(rawValue: value) != nil, "\(name): \(value)") }
      if let value = answer["fetus"] { #expect(Fetus(rawValue: value) != nil, "\(name): \(value)") }
    }
  }

  @Test func everyCodeIsAnsweredOnce() {
    let names = knownAnswers.map { "\($0["system"] ?? "") \($0["code"] ?? "")" }
    #expect(Set(names).count == names.count)
  }
}
