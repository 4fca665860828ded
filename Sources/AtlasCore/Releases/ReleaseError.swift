/// Why a file is not a valid release file, and where.
public struct ReleaseError: Error, Hashable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int
  /// What is wrong.
  public let reason: Reason

  /// The kinds of errors in a release file.
  public enum Reason: Hashable, Sendable {
    /// The file is not YAML, or uses YAML that the reader does not support.
    case yaml(YAMLError.Reason)
    /// The file is JSON that cannot be read, with the reason.
    case json(String)
    /// The file is JSON, but not a STIX bundle of ATLAS, or an object of the bundle is not what it must be.
    case stix(String)
    /// The file is of another kind.
    case kind(FileKind)
    /// The file is YAML, but not a release.
    case noRelease
    /// The file has an unknown format version.
    case format(String)
    /// A field has a value of the wrong kind.
    case shape(field: String, expected: String, found: YAMLValue.Kind)
    /// A required field is missing.
    case missing(field: String, of: String)
    /// Text in place of an id.
    case notAnID(String)
    /// The id of a record of the wrong kind.
    case wrongKind(RecordID, expected: RecordKind)
    /// A record whose own id differs from the one it is under.
    case otherID(String, expected: String)
    /// A second record with the same id.
    case duplicateID(RecordID, firstLine: Int)
    /// A name that cannot be written on a page.
    case badName(RecordID)
    /// An invalid date.
    case badDate(field: String, String)
    /// A relation to a record that is not in the file.
    case unknownRecord(RecordID, from: String)
    /// Parents that form a cycle.
    case parentCycle(RecordID)
    /// A case study without steps.
    case noSteps(RecordID)
    /// A second step with the same name in one case study.
    case duplicateStep(String, of: RecordID)
    /// A step that leads to a missing step.
    case unknownStep(String, of: RecordID)
    /// Steps that form a cycle.
    case stepCycle(String, of: RecordID)
  }
}

extension ReleaseError {
  /// The error as a diagnostic about the file at `path`.
  public func diagnostic(path: String) -> Diagnostic {
    Diagnostic(path: path, line: line, column: column, severity: .error, rule: .badRelease, reason: "\(reason)")
  }
}

extension ReleaseError: CustomStringConvertible {
  /// The place and the reason, on one line.
  public var description: String { "line \(line), column \(column): \(reason)" }
}

extension ReleaseError.Reason: CustomStringConvertible {
  /// The reason, to follow the place in a message.
  public var description: String {
    switch self {
    case .yaml(let reason): "\(reason)"
    case .json(let reason): "JSON that cannot be read: \(reason)"
    case .stix(let reason): reason
    case .kind(let kind): "\(kind)"
    case .noRelease:
      "YAML, but not an ATLAS release: no `format-version`, `matrices`, or lists of tactics and techniques"
    case .format(let version): "unknown format \(version); supported are format 6 and earlier"
    case .shape(let field, let expected, let found): "`\(field)` is \(found.rawValue), expected \(expected)"
    case .missing(let field, let record): "\(record) has no `\(field)`"
    case .notAnID(let text): "`\(text)` is not an ATLAS id such as AML.T0051"
    case .wrongKind(let id, let expected): "\(id) is the id of a \(id.kind.noun()), expected a \(expected.noun())"
    case .otherID(let id, let expected): "the id is `\(id)`, expected \(expected)"
    case .duplicateID(let id, let line): "duplicate \(id), first on line \(line)"
    case .badName(let id): "the name of \(id) is empty or contains `[[` or `]]`"
    case .badDate(let field, let text): "`\(field)` is not a date: `\(text)`"
    case .unknownRecord(let id, let from): "\(from) refers to \(id), which is not in the file"
    case .parentCycle(let id): "\(id) is its own parent, directly or through others"
    case .noSteps(let id): "\(id) has no steps"
    case .duplicateStep(let step, let id): "duplicate step `\(step)` of \(id)"
    case .unknownStep(let step, let id): "a step of \(id) leads to `\(step)`, which does not exist"
    case .stepCycle(let step, let id): "the steps of \(id) form a cycle through `\(step)`"
    }
  }
}
