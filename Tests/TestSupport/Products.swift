/// The products that a build publishes when it is asked to, beside the database, the JSON and the CSV.
public let optionalProducts = ["report", "site", "fhir", "load", "omop"]

/// The options with which a build publishes every product.
public let everyProduct = optionalProducts.flatMap { ["--emit", $0] }
