import CLinux
import CodeSetModel
import Files
import Foundation
import History
import Ingest
import Normalize
import Validate

/// What a build is asked for.
public struct BuildRequest: Sendable {
  /// The registry of releases.
  public var registry: String
  /// Only these code sets and releases; no names mean all.
  public var systems: [String]
  public var releases: [String]
  public var output: String
  public var products: [Product]
  /// Whether warnings stop the build as errors do.
  public var isStrict: Bool
  /// How many threads may work at a time.
  public var jobs: Int
  /// Is handed what is to be said while the run goes on.
  public var notice: Notice

  public init(
    registry: String, systems: [String] = [], releases: [String] = [], output: String,
    products: [Product] = Product.always, isStrict: Bool = false, jobs: Int,
    notice: @escaping Notice = { _ in }
  ) {
    self.registry = registry
    self.systems = systems
    self.releases = releases
    self.output = output
    self.products = products
    self.isStrict = isStrict
    self.jobs = jobs
    self.notice = notice
  }
}

/// All stages in one process: the program on one page.
///
/// The products are byte for byte those of the stages run one by one.
public func build(_ request: BuildRequest) throws -> RunOutcome {
  // With memory of its own for each thread, what one frees would not be used by another: a tenth more.
  mallopt(M_ARENA_MAX, 2)
  // What a whole release takes goes back to the system with it, and leaves no holes.
  mallopt(M_MMAP_THRESHOLD, 8 << 20)
  let registry = try Registry(path: request.registry)
  var outcome = RunOutcome(registry.findings, isStrict: request.isStrict)
  guard !outcome.isStopped else { return outcome }
  let entries = try registry.entriesToRead(systems: request.systems, releases: request.releases)
  outcome.add(registry.leftOut(entries))
  let published = [Manifest.name] + request.products.map(\.rawValue)
  let others = Product.optional.filter { !request.products.contains($0) }.map(\.rawValue)
  try expectOwn(published + others, in: request.output)
  try expectPathForSQLite(in: request.output)

  // Ingest, normalize, validate and history: release by release, the code sets side by side.
  let turns = Turns(request.jobs)
  var judged = try concurrently(
    entries.systems.map { system in
      { try JudgedHistory(entries.filter { $0.system == system }, turns: turns) }
    }, jobs: request.jobs)
  var histories = judged.map(\.history)
  let acrossCodeSets = histories.checkAcrossCodeSets()
  outcome.summaries = judged.flatMap(\.summaries)
  outcome.add(
    (judged.flatMap(\.history.worthPrinting) + acrossCodeSets.map(\.diagnostic))
      .located(in: registry.folder))
  guard !outcome.isStopped else { return outcome }

  // Moved into the catalog: no second copy is kept while the products are written.
  judged.removeAll()
  let catalog = Tables(histories: histories)
  let folder = try OutputFolder(path: request.output, access: .exclusive, notice: request.notice)
  let building = folder.building
  let written = request.products.filter(\.isOfCatalog).map { product in
    { @Sendable in try product.write(catalog, into: building) }
  }
  // Whoever is done first brings what is written so far to the disk: less is left for the end.
  let files = try concurrently(
    written + [
      { @Sendable in
        try flushFileSystem(of: building)
        return []
      }
    ], jobs: request.jobs)
  let reports =
    request.products.contains(.report)
    ? try writeReports(
      reading: "\(building)/\(Product.sqlite.rawValue)", into: building, jobs: request.jobs) : []
  // Written before anything is put in place: a disk that is full leaves the old products and their manifest.
  try Manifest(of: catalog, products: files.flatMap(\.self) + reports).write(into: building)
  try folder.publishProducts(published, removing: others)
  return outcome
}
