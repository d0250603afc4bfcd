import Foundation
import TestSupport
import Testing

/// Outputs that cannot be written: a clear error, exit status 3, the old products intact.
@Suite struct FullDiskTests {
  @Test(arguments: [
    ("Inputs/sample/releases.csv/products", "Not a directory"),
    ("/proc/codeset-products", "No such file or directory"), ("/dev/null/products", "Not a directory"),
  ])
  func aFolderThatCannotBeMadeIsOneSentence(path: String, reason: String) throws {
    let sample = try Sample.built()
    let old = try files(in: sample.url)
    let commands = [["build", "--quiet"], ["depend"], ["ingest", "icd10pcs", "sample"]]
    for command in commands {
      let outcome = try sample.codeset(command + ["--output", path])
      #expect(outcome.status == 3)
      #expect(outcome.errorLines.count == 1)
      #expect(outcome.errors.hasPrefix("codeset: \(path)"), "\(outcome.errors)")
      #expect(outcome.errors.hasSuffix(": \(reason)\n"), "\(outcome.errors)")
    }
    #expect(differences(old, try files(in: sample.url)) == [])
  }

  /// The limit on the size of a file stands for a full disk wherever nothing can be mounted.
  @Test(arguments: [0, 8, 64, 128, 256])
  func aFileThatMayNotGrowLeavesTheOldProducts(kilobytes: Int) throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    try sample.editRegistry(replacing: "2024-10-01", with: "2025-10-01")
    // What the command prints would come under the limit too, were it not for the pipe.
    let outcome = try sample.bash(
      """
      (ulimit -f \(kilobytes); "$codeset" build --quiet; echo "status $?") 2>&1 | cat
      """)
    #expect(outcome.output.hasSuffix("\nstatus 3\n"), "\(outcome.output)")
    #expect(outcome.output.hasPrefix("codeset: Outputs/"), "\(outcome.output)")
    #expect(outcome.output.contains("cannot be written"))
    #expect(differences(old, try files(in: sample.output)) == [])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: sample.output.path).count == 4
        + optionalProducts.count)
    #expect(try sample.codeset("verify").status == 0)
  }

  /// The disk has a page more at each try, until a build fits: up to then each must fail, and leave
  /// everything as it was, the manifest too.
  @Test(.needsMount)
  func aFullDiskLeavesTheOldProducts() throws {
    let sample = try Sample()
    let outcome = try sample.bash(
      """
      unshare --map-root-user --mount bash -c '
        set -e
        mkdir Outputs
        mount -t tmpfs -o size=64m tmpfs Outputs
        "$codeset" build
        sed -i s/2024-10-01/2025-10-01/ Inputs/sample/releases.csv
        state() { (cd Outputs; find . | sort; find . -type f | sort | xargs sha256sum) | sha256sum; }
        old=$(state)
        used=$(du --summarize --block-size=1024 Outputs | cut --fields=1)
        for free in $(seq 0 4 4000); do
          mount -o remount,size=$((used + free))k Outputs
          status=0
          "$codeset" build --quiet 2> error || status=$?
          [ "$(state)" = "$old" ] && change=same || change=new
          echo "$status $change $(cat error)"
          [ $status = 0 ] && break
        done
        "$codeset" verify
      '
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let tries = outcome.output.split(separator: "\n").filter { $0.contains(" same ") || $0.contains(" new ") }
    #expect(tries.count > 50)
    #expect(tries.last == "0 new ")
    for failure in tries.dropLast() {
      #expect(failure.hasPrefix("3 same codeset: Outputs/"), "\(failure)")
      #expect(failure.contains("No space left on device") || failure.contains("disk is full"), "\(failure)")
    }
  }

  @Test(.needsMount)
  func aFolderThatIsReadOnlyKeepsItsProducts() throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    let outcome = try sample.bash(
      """
      unshare --map-root-user --mount bash -c '
        mount --bind Outputs Outputs && mount -o remount,bind,ro Outputs || exit 99
        "$codeset" build --quiet
      '
      """)
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasPrefix("codeset: Outputs/"), "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix(": Read-only file system\n"), "\(outcome.errors)")
    #expect(differences(old, try files(in: sample.output)) == [])
    #expect(try sample.codeset("verify").status == 0)
  }
}
