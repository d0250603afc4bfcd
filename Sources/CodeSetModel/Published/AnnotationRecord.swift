/// One line of an organization's annotations.
///
///     icd10cm,O34.3,procedure,1,"0UVC7ZZ McDonald cerclage at 14 weeks",codeset sample
///
/// Nothing is interpreted here; only the blanks around a field are gone.
public struct AnnotationRecord: Hashable, Sendable {
  /// The code set, as in the registry.
  public var system: String
  /// The code, as written.
  public var code: String
  public var topic: Annotation.Topic
  /// From 1.
  public var position: Int
  public var text: String
  public var source: String
  /// The line of the file, from 1.
  public var line: Int

  package init(
    system: String, code: String, topic: Annotation.Topic, position: Int, text: String, source: String,
    line: Int
  ) {
    self.system = system
    self.code = code
    self.topic = topic
    self.position = position
    self.text = text
    self.source = source
    self.line = line
  }
}
