import CodeSetModel
import Normalize
import TestSupport

/// Records of codes in this order, numbered from 1. Their titles say nothing.
func records(_ codes: [String], areBillable: Bool = false) -> [OrderRecord] {
  codes.enumerated().map { position, code in
    OrderRecord(
      orderNumber: String(position + 1), code: code, isValidForSubmission: areBillable,
      shortTitle: "Short title", longTitle: "Long title", line: position + 1)
  }
}

func normalized(_ codes: [String], of system: CodeSystem = .icd10cm) -> NormalizedRelease {
  normalize(records(codes), of: sampleRelease(of: system), system: system)
}
