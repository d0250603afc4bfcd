import CodeSetModel
import Lookup

/// The names of code sets, where a build has several and each answer must say whose it is.
struct SystemNames {
  private var names: [String: String] = [:]

  /// - Parameter day: the day on which a code set may have ended; `nil`: today.
  init(_ database: CodeDatabase, on day: CalendarDay?) throws {
    let systems = try database.systems()
    let ended = try database.endedSystems(by: day)
    for system in systems where systems.count > 1 || ended[system.id] != nil {
      names[system.id] = system.name + (ended[system.id].map { " (ended \($0))" } ?? "")
    }
  }

  /// The name of a code set, and since when it has ended; `nil` where it goes without saying.
  subscript(system: String) -> String? { names[system] }
}
