import CodeSetModel

/// How a file that lists codes is written: the registry's column `layout`.
///
/// The layouts that publishers use are declared here; another one is declared in a JSON file that the
/// registry names. Both are of this type.
package struct Layout: Hashable, Sendable {
  /// The name in the registry: that of a known layout, or the path of a JSON file.
  package var name: String
  var format: Format
  var billable: Billable
  /// Whether the publisher's lines end in CR LF.
  var endsLinesWithCRLF = false

  enum Format: Hashable, Sendable {
    case fixedWidth(FixedWidthLayout)
    case csv(CSVLayout)
    /// As a JSON file declares it.
    case declared(DeclaredTable)
    /// Records of several lines: those of HCPCS.
    case hcpcs
  }

  /// Which codes are valid for submission.
  enum Billable: Hashable, Sendable {
    /// All that the file lists.
    case all
    /// Those below which no other code is.
    case leaves
    /// Those whose flag has one of these values, and not those with one of the others.
    case flag(yes: [String], no: [String])

    /// The flag of an order file.
    static let zeroOrOne = Billable.flag(yes: ["1"], no: ["0"])
  }

  /// The names of the layouts that need no declaration.
  package static func names(of system: CodeSystem) -> [String] {
    system == .hcpcs
      ? [hcpcsANWEB.name] : [cmsOrder.name, cmsCodes.name, csv.name, icd9Description, icd9CSV.name]
  }

  /// Those whose short titles are in a file of their own.
  package static let namesWithShortTitlesApart = [icd9Description]

  /// The order files of ICD-10-CM and ICD-10-PCS, as described in CMS's "ICD-10-CM Order Files":
  ///
  ///     26711 O3432   1 Maternal care for cervical incompetence, second trimester    Maternal care for cervical incompetence, second trimester
  package static let cmsOrder = Layout(
    name: "cms-order",
    format: .fixedWidth(
      FixedWidthLayout(
        name: "cms-order",
        columns: [(.orderNumber, 1...5), (.code, 7...13), (.flag, 15...15), (.shortTitle, 17...76)],
        last: (.longTitle, 78))), billable: .zeroOrOne, endsLinesWithCRLF: true)

  /// The files that list the billable codes of ICD-10-CM and ICD-10-PCS alone, with their full titles:
  ///
  ///     O3432   Maternal care for cervical incompetence, second trimester
  package static let cmsCodes = Layout(
    name: "cms-codes",
    format: .fixedWidth(
      FixedWidthLayout(name: "cms-codes", columns: [(.code, 1...7)], last: (.longTitle, 9))), billable: .all,
    endsLinesWithCRLF: true)

  /// Whether the files list headers too; if not, the parents of codes are not known.
  package var listsHeaders: Bool { name != Self.cmsCodes.name }

  /// CSV with a header row: `code`, `billable`, `short_title`, `long_title`, and `order` if there is one.
  package static let csv = Layout(
    name: "csv",
    format: .csv(
      CSVLayout(
        columns: [
          .code: ["code"], .flag: ["billable"], .shortTitle: ["short_title"], .longTitle: ["long_title"],
          .orderNumber: ["order"],
        ], optional: [.orderNumber])), billable: .zeroOrOne)

  /// The records of HCPCS Level II, of several lines each: `FixedWidthLayout.hcpcsRecord` has the columns.
  package static let hcpcsANWEB = Layout(
    name: "hcpcs-anweb", format: .hcpcs, billable: .all, endsLinesWithCRLF: true)

  private static let icd9Description = "icd9-description"

  /// The titles of ICD-9-CM as CMS published them to version 32: long titles in one file, short ones in
  /// another. Diagnoses have five columns for the code, procedures four:
  ///
  ///     64973 Cervical shortening, antepartum condition or complication
  ///     7551 Repair of current obstetric laceration of cervix
  private static func icd9Description(codeLength: Int) -> Layout {
    Layout(
      name: icd9Description,
      format: .fixedWidth(
        FixedWidthLayout(
          name: icd9Description, columns: [(.code, 1...codeLength)], last: (.longTitle, codeLength + 2))),
      billable: .all)
  }

  /// The titles of ICD-9-CM as CMS published them in version 27:
  ///
  ///     DIAGNOSIS CODE,LONG DESCRIPTION,SHORT DESCRIPTION
  ///     0019,"Cholera, unspecified",Cholera NOS
  package static let icd9CSV = Layout(
    name: "icd9-csv",
    format: .csv(
      CSVLayout(columns: [
        .code: ["diagnosis code", "procedure code"], .longTitle: ["long description"],
        .shortTitle: ["short description"],
      ])), billable: .all)
}

extension Layout {
  /// The layout that needs no declaration and has this name.
  package init?(named name: String, of system: CodeSystem) {
    switch name {
    case Self.cmsOrder.name: self = .cmsOrder
    case Self.cmsCodes.name: self = .cmsCodes
    case Self.csv.name: self = .csv
    case Self.hcpcsANWEB.name: self = .hcpcsANWEB
    case Self.icd9CSV.name: self = .icd9CSV
    case Self.icd9Description: self = .icd9Description(codeLength: system == .icd9pcs ? 4 : 5)
    default: return nil
    }
  }
}

/// What a published file says of a code.
enum Field: String, Sendable, CaseIterable {
  case orderNumber = "order number"
  case action
  case code
  case flag
  case shortTitle = "short title"
  case longTitle = "long title"
  // Of HCPCS alone:
  case sequence = "sequence number"
  case recordID = "record identification code"
  case pricing = "pricing indicator"
  case multiplePricing = "multiple pricing indicator"
  case coverageIssuesManual = "coverage issues manual reference"
  case carriersManual = "carriers manual reference"
  case statute
  case labCertification = "lab certification code"
  case crossReference = "cross reference code"
  case coverage = "coverage code"
  case ascGroup = "ASC payment group"
  case ascEffective = "ASC payment group effective date"
  case mogGroup = "MOG payment group"
  case mogPolicy = "MOG payment policy indicator"
  case mogEffective = "MOG effective date"
  case processingNote = "processing note number"
  case betos = "BETOS code"
  case typeOfService = "type of service code"
  case anesthesiaBaseUnits = "anesthesia base unit quantity"
  case added = "code added date"
  case effective = "action effective date"
  case terminated = "termination date"
  case recordAction = "action code"
  case filler
}

/// How a CSV names its columns.
struct CSVLayout: Hashable, Sendable {
  /// The names by which a column is known, in lower case.
  var columns: [Field: [String]]
  /// The columns that may be missing.
  var optional: Set<Field> = []
  /// The character between two fields; `nil`: the first of the header row that no name holds.
  var delimiter: UInt8?
}

extension CSVLayout {
  /// The fields in the order in which messages name them.
  var fields: [Field] {
    [.code, .flag, .shortTitle, .longTitle, .orderNumber].filter { columns[$0] != nil }
  }

  func field(named name: String) -> Field? {
    fields.first { columns[$0]?.contains(name) ?? false }
  }

  /// The first name of each field.
  func names(of fields: [Field]) -> String {
    fields.compactMap { columns[$0]?.first }.joined(separator: ", ")
  }
}
