import Foundation
import TestSupport
import Testing

/// Publishing on every file system and as every user: all products are the new ones, or all the old ones.
@Suite struct PublishTests {
  /// A sample whose products are those of its registry, and another registry that changes all of them.
  private static func builtSample() throws -> (sample: Sample, old: [String: Data]) {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    try sample.editRegistry(replacing: "2024-10-01", with: "2025-10-01")
    return (sample, old)
  }

  private static let build = "\"$codeset\" build --quiet \(everyProduct.joined(separator: " "))"

  // MARK: Calls that fail

  /// What NFS, CIFS, FUSE and overlays do not do, and what a signal interrupts.
  @Test(
    .enabled(if: failingCalls != nil, "clang cannot compile Tests/Fixtures/failing_calls.c"),
    arguments: [
      "renameat2:22::0", "renameat2:18::0", "renameat2:38::0", "renameat2:22::0,link:1::0",
      "renameat2:18::0,rename:18:/json:1", "flock:9::0", "syncfs:38::0,fsync:22::0",
      "read:4::0,write:4::0,flock:4::0,syncfs:4::0,fsync:4::0,rename:4::0,renameat2:4::0",
    ])
  func whatAFileSystemDoesNotDoIsDoneOtherwise(_ faults: String) throws {
    let (sample, _) = try Self.builtSample()
    for round in 1...2 {
      let outcome = try sample.bash(Self.build, environment: try Self.having(faults))
      #expect(outcome.status == 0, "round \(round): \(outcome.errors)")
    }
    #expect(try sample.bash("\"$codeset\" verify", environment: try Self.having(faults)).status == 0)
    try sample.codeset(["build", "--output", "whole"] + everyProduct).succeeded()
    let published = try files(in: sample.output).filter { $0.key != ".lock" }
    #expect(differences(published, try files(in: sample.url.appending(path: "whole"))) == [])
    #expect(try sample.leftovers() == [])
  }

  @Test(
    .enabled(if: failingCalls != nil, "clang cannot compile Tests/Fixtures/failing_calls.c"),
    arguments: [
      "renameat2:13:/csv:1", "renameat2:1:/omop:1", "renameat2:5:/codeset.sqlite:1",
      "renameat2:22::0,rename:13:/csv:1", "renameat2:22::0,rename:13:/csv:2",
      "renameat2:22::0,link:1::0,rename:5:/codeset.sqlite:2", "renameat2:22::0,rename:28:/omop:2",
    ])
  func whereOneCannotBeReplacedAllOldOnesStay(_ faults: String) throws {
    let (sample, old) = try Self.builtSample()
    let outcome = try sample.bash(Self.build, environment: try Self.having(faults))
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains(": cannot be replaced: "), "\(outcome.errors)")
    #expect(differences(old, try files(in: sample.output)) == [])
    #expect(try sample.leftovers() == [])
    #expect(try sample.codeset("verify").status == 0)
  }

  /// The disk fails at the new one and at bringing back the old one; the next run brings it back first.
  @Test(.enabled(if: failingCalls != nil, "clang cannot compile Tests/Fixtures/failing_calls.c"))
  func whatCouldNotBeBroughtBackIsByTheNextRun() throws {
    let (sample, old) = try Self.builtSample()
    let failed = try sample.bash(
      Self.build, environment: try Self.having("renameat2:22::0,rename:5:/csv:-2"))
    #expect(failed.status == 3)
    #expect(failed.errors.contains("Outputs/csv could not be brought back: "), "\(failed.errors)")
    #expect(try sample.leftovers().count == 1)
    let next = try sample.bash(Self.build, environment: try Self.having("renameat2:13:/json:1"))
    #expect(next.status == 3)
    let csv = try files(in: sample.output).filter { $0.key.hasPrefix("csv/") }
    #expect(differences(old.filter { $0.key.hasPrefix("csv/") }, csv) == [])
    try sample.bash(Self.build).succeeded()
    #expect(try sample.codeset("verify").status == 0)
  }

  /// The environment in which calls fail.
  private static func having(_ faults: String) throws -> [String: String] {
    ["FAULTS": faults, "LD_PRELOAD": try #require(failingCalls?.library)]
  }

  /// The library that has calls fail, compiled once.
  private static let failingCalls: (folder: TemporaryFolder, library: String)? = {
    guard let folder = try? TemporaryFolder() else { return nil }
    let library = folder.url.appending(path: "failing_calls.so").path
    let source = project.appending(path: "Tests/Fixtures/failing_calls.c").path
    let outcome = try? run("clang", ["-shared", "-fPIC", "-o", library, source])
    return outcome?.status == 0 ? (folder, library) : nil
  }()

  // MARK: Other file systems

  @Test(.enabled(if: canBind, "bindfs cannot be mounted here: it needs the package bindfs and /dev/fuse"))
  func aFolderThroughFUSEIsPublishedInto() throws {
    let sample = try Sample.built()
    try sample.editRegistry(replacing: "2024-10-01", with: "2025-10-01")
    let outcome = try sample.bash(
      """
      mkdir bound
      bindfs Outputs bound
      trap 'umount bound' EXIT
      set -e
      for round in 1 2; do \(Self.build) --output bound; done
      "$codeset" verify bound
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try sqliteColumn(sample.database, "SELECT DISTINCT effective FROM release") == ["2025-10-01"])
    #expect(try sample.leftovers() == [])
  }

  /// The products are in the lower folder, as in an image that a container runs.
  @Test(.enabled(if: canOverlay, "overlays cannot be mounted here: unshare --map-root-user --mount fails"))
  func aFolderOfAnOverlayIsPublishedInto() throws {
    let sample = try Sample.built()
    try sample.editRegistry(replacing: "2024-10-01", with: "2025-10-01")
    let outcome = try sample.bash(
      """
      mkdir image upper merged
      mv Outputs image
      unshare --map-root-user --mount bash -c '
        set -e
        \(overlay)
        for round in 1 2; do \(Self.build) --output merged/Outputs; done
        "$codeset" verify merged/Outputs
        ls -A merged/Outputs
      '
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(".building.") == false)
  }

  /// What is mounted inside the folder cannot be moved away.
  @Test(.enabled(if: canOverlay, "nothing can be mounted here: unshare --map-root-user --mount fails"))
  func aProductThatIsAMountedFileSystemStays() throws {
    let (sample, old) = try Self.builtSample()
    let outcome = try sample.bash(
      "unshare --map-root-user --mount bash -c 'mount -t tmpfs tmpfs Outputs/json && \(Self.build)'")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors == "codeset: Outputs/json: cannot be replaced: a file system is mounted there\n")
    #expect(differences(old, try files(in: sample.output)) == [])
    #expect(try sample.leftovers() == [])
  }

  private static let canBind: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    let script = "mkdir a b && bindfs a b && umount b"
    return (try? run("bash", ["-c", script], in: folder.url))?.status == 0
  }()

  private static let canOverlay: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    let script =
      "mkdir image upper merged && unshare --map-root-user --mount bash -c '\(overlay.replacing("\n", with: " && "))'"
    return (try? run("bash", ["-c", script], in: folder.url))?.status == 0
  }()

  // MARK: Two users

  static let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups --"

  /// The folder lets everybody write, but not replace what another user has made.
  @Test(
    .enabled(if: canBeTwoUsers, "needs root, and a command that the user nobody may run"),
    arguments: [
      ("chmod 0777 Outputs", "Permission denied"),
      ("chmod 1777 Outputs", "it belongs to another user"),
      // One that could be replaced, but then not be removed.
      ("chown -R 65534 Outputs && chown root Outputs/json/icd10cm", "Permission denied"),
    ])
  func whatBelongsToAnotherUserStaysAsAWhole(change: String, reason: String) throws {
    let (sample, old) = try Self.builtSample()
    let outcome = try sample.bash("\(change); \(Self.nobody) \(Self.build)")
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasSuffix(": cannot be replaced: \(reason)\n"), "\(outcome.errors)")
    #expect(differences(old, try files(in: sample.output)) == [])
    #expect(try sample.leftovers() == [])
  }

  @Test(.enabled(if: canBeTwoUsers, "needs root, and a command that the user nobody may run"))
  func whatAnotherUsersKilledRunLeftIsNoHindrance() throws {
    let (sample, _) = try Self.builtSample()
    let outcome = try sample.bash(
      """
      chown -R 65534 Outputs
      mkdir -m 700 Outputs/.building.root
      touch Outputs/.building.root/csv
      \(Self.nobody) \(Self.build)
      """)
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains("Outputs/.building.root: left by a run that was killed, cannot be removed: "),
      "\(outcome.errors)")
    try sample.bash(Self.build).succeeded()
    #expect(try sample.leftovers() == [])
  }

  private static let canBeTwoUsers =
    (try? run("bash", ["-c", "\(nobody) '\(codesetPath)' --version"]))?.status == 0
}

/// Mounts the folders `image` and `upper` as `merged`.
private let overlay = """
  mount -t tmpfs tmpfs upper
  mkdir upper/files upper/work
  mount -t overlay overlay -o userxattr,lowerdir=image,upperdir=upper/files,workdir=upper/work merged
  """

extension Sample {
  /// What runs left in the output folder that did not clean up.
  func leftovers() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: output.path).filter { $0.hasPrefix(".building.") }
  }
}
