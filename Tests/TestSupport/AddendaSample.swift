import CodeSetModel
import Foundation
import Ingest

/// Lines of addenda, exactly as published: ICD-10-CM of April 2022, ICD-10-PCS of FY2019 and April 2022.
package enum AddendaLine {
  package static let hypertensionBefore = """
    Revise from: 0 O1001   Pre-existing essential hypertension complicating pregnancy,  \
    Pre-existing essential hypertension complicating pregnancy,
    """
  package static let hypertensionAfter = """
    Revise to:   0 O1001   Pre-existing essential hypertension complicating pregnancy   \
    Pre-existing essential hypertension complicating pregnancy
    """
  package static let underimmunizationDeleted = """
    Delete:      1 Z283    Underimmunization status                                     \
    Underimmunization status
    """
  package static let underimmunizationAdded = """
    Add:         0 Z283    Underimmunization status                                     \
    Underimmunization status
    """

  package static let tixagevimab = """
    Add:         XW023X7 Introduce Tixagev/Cilgavim in Muscle, Perc, New Tech 7       \
    Introduction of Tixagevimab and Cilgavimab Monoclonal Antibody into Muscle, Percutaneous Approach, \
    New Technology Group 7
    """
  /// Its long title ends in a blank.
  package static let assistanceBefore =
    "Revise from: X2A     New Technology, Cardiovascular System, Assistance            "
    + "New Technology, Cardiovascular System, Assistance "
  package static let assistanceAfter =
    "Revise to:   X2A     New Technology, Cardiovascular System, Assistance            "
    + "New Technology, Cardiovascular System, Assistance"

  package static let ofICD10CM = [
    hypertensionBefore, hypertensionAfter, underimmunizationDeleted, underimmunizationAdded,
  ]
  package static let ofICD10PCS = [tixagevimab, assistanceBefore, assistanceAfter]

  /// The footer of `ofICD10CM`, with the counts of the order files of April 2022.
  package static let footer = [
    "Headers",
    "  22776 headers in icd10cm_order_2022.txt",
    "  22778 headers in icd10cm_order_2022.txt",
    "      1 additions",
    "      0 deletions",
    "      1 revisions",
    "of which",
    "      1 revisions to both long and short titles",
    "      0 revisions to long title only",
    "      0 revisions to short title only",
    "",
    "Codes",
    "  72748 codes in icd10cm_order_2022.txt",
    "  72750 codes in icd10cm_order_2022.txt",
    "      0 additions",
    "      1 deletions",
    "      0 revisions",
    "of which",
    "      0 revisions to both long and short titles",
    "      0 revisions to long title only",
    "      0 revisions to short title only",
  ]
}

/// The line that an addenda file prints for a record, without the line end.
package func addendaLine(_ record: AddendaRecord) -> String {
  let flag = record.isValidForSubmission.map { $0 ? "1 " : "0 " } ?? ""
  return "\(padded(record.action.rawValue, to: 13))\(flag)\(padded(record.code, to: 7)) "
    + "\(padded(record.shortTitle, to: 60)) \(record.longTitle)"
}

/// The line that the footer prints for a figure, up to the name of a file.
package func footerLine(_ count: AddendaCount) -> String {
  let words =
    switch count.measure {
    case .before, .after: "\(count.subject.rawValue) in"
    case .additions: "additions"
    case .deletions: "deletions"
    case .revisions: "revisions"
    case .revisionsOfBothTitles: "revisions to both long and short titles"
    case .revisionsOfLongTitle: "revisions to long title only"
    case .revisionsOfShortTitle: "revisions to short title only"
    }
  let digits = String(count.count)
  return String(repeating: " ", count: max(0, 7 - digits.count)) + "\(digits) \(words)"
}

/// Ingests bytes as an addenda file, in a folder of its own.
package func ingestAddendaSample(
  _ bytes: some Sequence<UInt8>, of system: CodeSystem = .icd10cm, file: String = "addenda.txt",
  member: String? = nil
) throws -> IngestedCompanion<AddendaRecord> {
  try CompanionSample(.addenda, bytes, file: file, member: member).ingested(of: system, by: ingestAddenda)
}

extension IngestedCompanion<AddendaRecord> {
  /// The figures of the footer.
  package var counts: [AddendaCount] { further.table(of: AddendaCount.self)?.records ?? [] }
}
