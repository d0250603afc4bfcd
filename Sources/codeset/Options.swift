import ArgumentParser
import CodeSetModel
import Pipeline

/// Where a command's files are.
struct FolderOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The registry of releases.", valueName: "file"))
  var registry = "Inputs/sample/releases.csv"

  @Option(
    help: ArgumentHelp("The folder of the products; created if it does not exist.", valueName: "folder"))
  var output = "Outputs"

  @OptionGroup var findings: FindingsOptions
  @OptionGroup var verbosity: Verbosity

  func validate() throws {
    if registry.isEmpty { throw ValidationError("'--registry' takes the path of a file, found none.") }
    if output.isEmpty { throw ValidationError("'--output' takes the path of a folder, found none.") }
  }

  /// The stages over these folders; reads the registry.
  func stages() throws -> Stages {
    try Stages(registry: registry, output: output, isStrict: findings.strict, notice: printNotice)
  }
}

/// Which releases a command works on, and where its files are.
struct BuildOptions: ParsableArguments {
  @Option(
    name: .customLong("system"),
    help: ArgumentHelp("Only this code set, e.g. icd10cm. May be repeated. (default: all)", valueName: "id"))
  var systems: [String] = []

  @Option(
    name: .customLong("release"),
    help: ArgumentHelp("Only this release, e.g. fy2025. May be repeated. (default: all)", valueName: "label"))
  var labels: [String] = []

  @OptionGroup var folders: FolderOptions
}

/// Which products are published beside those of every build.
struct EmitOptions: ParsableArguments {
  @Option(
    name: .customLong("emit"),
    help: ArgumentHelp(
      "Also this product: \(Product.optional.map(\.rawValue).joined(separator: ", ")). May be repeated.",
      discussion: "A product that exists and is not named is removed: it would be of other releases.",
      valueName: "product"),
    transform: optionalProduct)
  var named: [Product] = []

  var products: [Product] { Product.always + Product.optional.filter(named.contains) }
}

private func optionalProduct(_ name: String) throws -> Product {
  guard let product = Product(rawValue: name), Product.optional.contains(product) else {
    throw ValidationError(
      "expected one of \(Product.optional.map(\.rawValue).joined(separator: ", ")), found '\(name)'")
  }
  return product
}

/// One release, for the commands that work on one.
struct ReleaseArguments: ParsableArguments {
  @Argument(help: "The code set, e.g. icd10cm.")
  var system: String

  @Argument(help: "The release's label, e.g. fy2025.")
  var release: String
}

struct Verbosity: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Print warnings and errors only.")
  var quiet = false

  /// Prints a result to standard output.
  func say(_ line: String) {
    if !quiet { print(printable(line)) }
  }
}
