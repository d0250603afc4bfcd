import CodeSetModel
import History
import Ingest
import Normalize
import TestSupport
import Testing

/// The histories of the official releases, made once for all tests.
private let officialHistories: [String: OfficialHistory] = {
  var histories: [String: OfficialHistory] = [:]
  for system in Set(officialReleases.map(\.system.id)) {
    do {
      histories[system] = try OfficialHistory(of: officialReleases.filter { $0.system.id == system })
    } catch {
      preconditionFailure("\(system): \(error)")
    }
  }
  return histories
}()

private struct OfficialHistory: Sendable {
  var history: SystemHistory
  /// What the first half of the releases came to, taken up with the others.
  var takenUp: SystemHistory
  var editions: [String: Edition] = [:]

  /// - Parameter releases: in the order of their effective dates.
  init(of releases: [OfficialRelease]) throws {
    let system = releases[0].system
    var (builder, second) = (HistoryBuilder(system), HistoryBuilder(system))
    var normalizer = Normalizer(system)
    for (place, official) in releases.enumerated() {
      let ingested = try official.ingested()
      let edition = normalizer.add(ingested.records, of: ingested.release, rejected: ingested.rejected)
        .edition
      let addenda = try official.addenda()
      _ = builder.add(edition, addenda: addenda)
      if place == releases.count / 2 {
        second = HistoryBuilder(resuming: second.finish(conversions: []).history)
      }
      _ = second.add(edition, addenda: addenda)
      editions[official.release.label] = edition
    }
    history = builder.finish(conversions: []).history
    takenUp = second.finish(conversions: []).history
  }
}

/// What the history says of each official release is what its file says.
@Suite(.serialized) struct OfficialHistoryTests {
  @Test(.needsReleases, arguments: officialReleases)
  func theRowsInForceAreTheCodesOfTheRelease(_ official: OfficialRelease) throws {
    let made = try #require(officialHistories[official.system.id])
    let edition = try #require(made.editions[official.release.label])
    let day = official.release.effective
    let held = made.history.codes.indices.filter { row in
      let code = made.history.codes[row]
      return code.validFrom <= day && code.validTo.map { $0 > day } ?? true
    }
    var place: [String: Int] = [:]
    for row in held { place[made.history.codes[row].code] = row }
    #expect(held.count == edition.codes.count)
    let unlike = edition.codes.filter { code in
      guard let row = place[code.code] else { return true }
      let found = made.history.codes[row]
      return found.isBillable != code.isBillable || found.shortTitle != code.shortTitle
        || found.longTitle != code.longTitle || found.parent != code.parent || found.axes != code.axes
        || found.section != code.section || found.family != code.family || found.depth != code.depth
    }
    #expect(unlike.map(\.code) == [])

    // A pivot holds where both of its rows are in force, and nowhere else.
    let inForce = Set(held)
    let steps = made.history.pivots.filter { inForce.contains($0.code) && inForce.contains($0.target) }
    #expect(steps.count == edition.pivots.count)
    let expected = Set(
      edition.pivots.map {
        "\(edition.codes[$0.code].code) \($0.axis) \($0.role) \($0.value) \(edition.codes[$0.target].code)"
      })
    let unexpected = steps.filter { pivot in
      let codes = (made.history.codes[pivot.code].code, made.history.codes[pivot.target].code)
      return !expected.contains("\(codes.0) \(pivot.axis) \(pivot.role) \(pivot.value) \(codes.1)")
    }
    #expect(unexpected.isEmpty)
  }

  /// The rows of a code follow each other, and say something else each.
  @Test(.needsReleases, arguments: Array(Set(officialReleases.map(\.system.id))))
  func noTwoRowsOfACodeOverlap(system: String) throws {
    let codes = try #require(officialHistories[system]).history.codes
    for (one, next) in zip(codes, codes.dropFirst()) where one.code == next.code {
      let end = try #require(one.validTo)
      #expect(end <= next.validFrom && one.validFrom < end, "\(one.code)")
    }
    #expect(codes.map(\.id) == Array(1...codes.count))
  }

  @Test(.needsReleases, arguments: Array(Set(officialReleases.map(\.system.id))))
  func takingUpAHistoryIsTheSameAsMakingItAtOnce(system: String) throws {
    let made = try #require(officialHistories[system])
    #expect(isSame(made.history, made.takenUp))
  }

  /// How many changes the addenda leave out, and which releases have a baseline that is not held.
  @Test(.needsReleases)
  func theAddendaConfirmTheChanges() throws {
    var leftOut: [String: Int] = [:]
    var notHeld: Set<String> = []
    for made in officialHistories.values {
      for row in made.history.reconciliations {
        let release = "\(row.system) \(row.release)"
        #expect(row.outcome != .missingInFiles, "\(release) \(row.code)")
        if row.outcome == .missingInAddenda { leftOut[release, default: 0] += 1 }
        if row.baseline == nil { notHeld.insert(release) }
        if row.release == "fy2021-january", row.system == "icd10cm" { #expect(row.baseline == "fy2020") }
      }
    }
    #expect(leftOut == ["icd10cm fy2017": 2, "icd10cm fy2018": 12, "icd10cm fy2022": 2, "icd10cm fy2024": 1])
    let expected = ["fy2016", "fy2022-april", "fy2023-april", "fy2024-april", "fy2026"].map {
      "icd10pcs \($0)"
    }
    #expect(notHeld.sorted() == expected)
  }
}
