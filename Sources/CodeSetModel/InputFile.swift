/// A published file that a build read (table `input`).
public struct InputFile: Hashable, Sendable {
  /// What a file is for, as the registry's column `role` says it.
  public enum Role: String, Sendable, CaseIterable {
    case codes, addenda, conversion
    case shortTitles = "short-titles"
    /// The declaration of the code set and its layout.
    case layout
    /// Equivalent codes of another code set.
    case crosswalk
    /// The codes that are exempt from reporting whether they were present on admission.
    case poaExempt = "poa-exempt"
    /// The groups that the codes belong to.
    case groups
    /// What an organization keeps beside the codes.
    case annotations
  }

  public var system: String
  public var release: String
  public var role: Role
  /// The file, relative to the registry's folder.
  public var file: String
  /// The path inside `file` where that is a zip, else `nil`.
  public var member: String?
  /// The SHA-256 of `file`, in lower-case hexadecimal.
  public var sha256: String
  /// The size of `file` in bytes.
  public var size: Int

  /// The file for people: `FILE`, or `FILE.zip/MEMBER`.
  public var fileDescription: String { member.map { "\(file)/\($0)" } ?? file }

  public init(
    system: String, release: String, role: Role, file: String, member: String?, sha256: String, size: Int
  ) {
    self.system = system
    self.release = release
    self.role = role
    self.file = file
    self.member = member
    self.sha256 = sha256
    self.size = size
  }
}
