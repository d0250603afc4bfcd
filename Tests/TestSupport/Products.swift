/// The products that a build publishes when it is asked to, beside the database, the JSON and the CSV.
package let optionalProducts = ["report", "site", "fhir", "load", "omop"]

/// The options with which a build publishes every product.
package let everyProduct = optionalProducts.flatMap { ["--emit", $0] }
