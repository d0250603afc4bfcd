import CodeSetModel

extension Registry {
  /// The releases that are chosen, each with those that came between it and the one before: the ones of the registry
  /// that are left out, and that of each year for which the registry has none. The last of a code set that has ended
  /// is in force until then, whether the release is chosen of which the registry says so or not.
  func withGaps(_ chosen: [RegistryEntry]) -> [RegistryEntry] {
    var chosen = chosen
    for place in chosen.indices {
      let own = entries.filter { $0.system == chosen[place].system }
      let next = chosen.indices.contains(place + 1) ? chosen[place + 1] : nil
      if next?.system != chosen[place].system {
        chosen[place].release.until = chosen[place].release.until ?? own.last?.statedUntil
      } else if let next {
        chosen[place + 1].gapsBefore = gaps(after: chosen[place], before: next, among: own)
      }
    }
    return chosen
  }

  private func gaps(
    after first: RegistryEntry, before second: RegistryEntry, among own: [RegistryEntry]
  ) -> [ReleaseGap] {
    let (start, end) = (first.statedUntil ?? first.release.effective, second.release.effective)
    // What overlaps is said of the registry.
    guard start <= end else { return [] }
    let days = start...end
    let registered = own.filter { ![first.release.label, second.release.label].contains($0.release.label) }
      .map { (label: $0.release.label, day: $0.release.effective) }
    let missing = yearly(of: first.system, in: days).filter { release in
      !own.contains { $0.release.label == release.label || $0.release.effective == release.day }
    }
    let between = (registered + missing).filter { days.contains($0.day) }.sorted { $0.day < $1.day }
    return between.enumerated().map { place, release in
      let next = between.indices.contains(place + 1) ? between[place + 1].day : end
      return ReleaseGap(
        Release(
          system: first.system.id, label: release.label, effective: release.day, until: next, file: "",
          member: nil))
    }
  }

  /// The releases that the years have brought.
  private func yearly(of system: CodeSystem, in days: ClosedRange<CalendarDay>)
    -> [(label: String, day: CalendarDay)]
  {
    guard let yearly = system.yearly else { return [] }
    return (days.lowerBound.year...days.upperBound.year).compactMap { year in
      yearly.day(in: year).map { (label: yearly.label(in: year), day: $0) }
    }
  }
}
