import CodeSetModel
import Foundation
import Ingest
import Normalize
import TestSupport
import Testing

/// What a coder says the values of a code's axes are: a row of Tests/KnownAnswers.csv.
private let knownAnswers = rows(of: project.appending(path: "Tests/KnownAnswers.csv"))

@Suite struct KnownAnswerTests {
  @Test(.needsReleases, arguments: officialFY2025)
  func everyAxisIsWhatACoderSays(_ official: OfficialRelease) throws {
    let ingested = try official.ingested()
    let codes = normalize(ingested.records, of: ingested.release, system: official.system).edition.codes
    let byCode = Dictionary(uniqueKeysWithValues: codes.map { ($0.code, $0) })
    let answers = knownAnswers.filter { $0["system"] == official.system.id }
    #expect(!answers.isEmpty)

    var disagreements: [String] = []
    for answer in answers {
      guard let name = answer["code"], let code = byCode[name] else {
        disagreements.append("\(answer["code"] ?? "a row without a code") is not in \(official)")
        continue
      }
      for axis in Axis.allCases where answer[axis.rawValue] != code.axes[axis] {
        let (expected, found) = (answer[axis.rawValue], code.axes[axis])
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
      for axis in Axis.allCases {
        let value = answer[axis.rawValue]
        let isValue = value.map { axis.vocabulary.contains($0) } ?? true
        #expect(isValue, "\(name): \(axis) \(value ?? "")")
      }
    }
  }

  @Test func everyCodeIsAnsweredOnce() {
    #expect(knownAnswers.count >= 500)
    let names = knownAnswers.map { "\($0["system"] ?? "") \($0["code"] ?? "")" }
    #expect(Set(names).count == names.count)
  }
}
