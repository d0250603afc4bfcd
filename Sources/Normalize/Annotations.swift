import CodeSetModel

extension NormalizedRelease {
  /// Takes over annotations. Whether their codes exist shows where all releases are together.
  mutating func addAnnotations(_ table: PublishedTable<AnnotationRecord>) {
    edition.annotations = table.records.map { record in
      Annotation(
        system: record.system, code: record.code.uppercased().filter { $0 != "." }, topic: record.topic,
        position: record.position, text: record.text, source: record.source,
        procedure: record.topic == .procedure ? Annotation.Procedure(beginning: record.text) : nil,
        release: edition.release.label, sourceLine: record.line)
    }
  }
}
