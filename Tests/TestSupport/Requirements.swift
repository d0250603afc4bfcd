import Foundation
import Testing

// What some tests need besides the system libraries, sqlite3, zip and python3. `make test` skips such a test and
// says why; `make test-all` runs it, so that it fails where what it needs is missing.

/// Whether every test is to run: `make test-all` says so.
package let runsEveryTest = ProcessInfo.processInfo.environment["CODESET_TESTS"] == "all"

extension Trait where Self == ConditionTrait {
  /// The test looks at a page in Chromium.
  package static var needsBrowser: Self { .enabled(if: runsEveryTest, "needs Chromium: make test-all") }

  /// The test starts a PostgreSQL server.
  package static var needsPostgreSQL: Self { .enabled(if: runsEveryTest, "needs PostgreSQL: make test-all") }

  /// The test uses packages of `Tests/requirements.txt`.
  package static var needsPackages: Self {
    .enabled(if: runsEveryTest, "needs packages of PyPI: make test-all")
  }

  /// The test may mount file systems in a namespace of its own.
  package static var needsMount: Self {
    .enabled(if: runsEveryTest, "needs the right to mount file systems: make test-all")
  }

  /// The test is about official releases.
  package static var needsReleases: Self {
    .enabled(
      if: runsEveryTest || officialRegistry != nil, "needs the official releases: CODESET_RELEASES names none"
    )
  }
}
