/// Why a file cannot be taken as a release, and where in the file.
public struct ReleaseError: Error, Hashable, Sendable {
  /// The line, the first being 1.
  public let line: Int
  /// The character on the line, the first being 1.
  public let column: Int
  /// What is wrong.
  public let reason: Reason

  /// What can be wrong with a release file.
  public enum Reason: Hashable, Sendable {
    /// It is no YAML, or not of a sort that the reader takes.
    case yaml(YAMLError.Reason)
    /// It is a file of another kind.
    case kind(FileKind)
    /// It is YAML, but holds no release.
    case noRelease
    /// Its form is one that is not known yet.
    case format(String)
    /// A field holds another sort of value than it should.
    case shape(field: String, expected: String, found: YAMLValue.Kind)
    /// A field that every record has is absent.
    case missing(field: String, of: String)
    /// Text that should be an id.
    case notAnID(String)
    /// The id of a record of another kind than belongs here.
    case wrongKind(RecordID, expected: RecordKind)
    /// A record under one id that says it has another.
    case otherID(String, expected: String)
    /// A second record of that id.
    case duplicateID(RecordID, firstLine: Int)
    /// A name that no page could carry.
    case badName(RecordID)
    /// A date that is none.
    case badDate(field: String, String)
    /// A relation to a record that the file does not hold.
    case unknownRecord(RecordID, from: String)
    /// Parents that lead back to where they began.
    case parentCycle(RecordID)
    /// A case study in which nothing happens.
    case noSteps(RecordID)
    /// A second step of that name in one case study.
    case duplicateStep(String, of: RecordID)
    /// A step that leads to one that is not there.
    case unknownStep(String, of: RecordID)
    /// Steps that lead back to where they began.
    case stepCycle(String, of: RecordID)
  }
}

extension ReleaseError {
  /// The error as what a check of the file at `path` finds.
  public func diagnostic(path: String) -> Diagnostic {
    Diagnostic(path: path, line: line, column: column, severity: .error, rule: .badRelease, reason: "\(reason)")
  }
}

extension ReleaseError: CustomStringConvertible {
  /// The place and the reason, on one line.
  public var description: String { "line \(line), column \(column): \(reason)" }
}

extension ReleaseError.Reason: CustomStringConvertible {
  /// What is wrong, in words that go on behind a place.
  public var description: String {
    switch self {
    case .yaml(let reason): "\(reason)"
    case .kind(let kind): "\(kind)"
    case .noRelease:
      "YAML, but no release of ATLAS: neither `format-version` nor `matrices` nor lists of tactics and techniques"
    case .format(let version): "format \(version) is not known; known are format 6 and those before it"
    case .shape(let field, let expected, let found): "`\(field)` is \(found.rawValue), it should be \(expected)"
    case .missing(let field, let record): "\(record) has no `\(field)`"
    case .notAnID(let text): "`\(text)` is no id of ATLAS, such as AML.T0051"
    case .wrongKind(let id, let expected): "\(id) is the id of a \(id.kind.noun()), here belongs a \(expected.noun())"
    case .otherID(let id, let expected): "the id is `\(id)`, the place says \(expected)"
    case .duplicateID(let id, let line): "\(id) is there twice, first on line \(line)"
    case .badName(let id): "the name of \(id) is empty or has `[[` or `]]` in it"
    case .badDate(let field, let text): "`\(field)` is no date: `\(text)`"
    case .unknownRecord(let id, let from): "\(from) refers to \(id), which is not in the file"
    case .parentCycle(let id): "\(id) is its own parent, by way of others or itself"
    case .noSteps(let id): "\(id) has no steps"
    case .duplicateStep(let step, let id): "the step `\(step)` of \(id) is there twice"
    case .unknownStep(let step, let id): "a step of \(id) leads to `\(step)`, which is not there"
    case .stepCycle(let step, let id): "the steps of \(id) lead in a circle, through `\(step)`"
    }
  }
}
