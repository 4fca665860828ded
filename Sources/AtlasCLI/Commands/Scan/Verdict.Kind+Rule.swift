import AtlasCore

/// The rules of the scan in SARIF.
extension Verdict.Kind {
  /// What a finding of the kind means, as a sentence.
  var summary: String {
    switch self {
    case .ok: "The id is valid."
    case .unknown: "The id is not one of ATLAS."
    case .newer: "The id is not in the release, and may be newer."
    case .retired: "The id was retired."
    case .renamed: "The name beside the id is a former one."
    case .mismatched: "The name beside the id is that of another record."
    }
  }

  /// What to do about a finding of the kind.
  var help: String {
    switch self {
    case .ok: "Nothing to do."
    case .unknown: "Look the record up with atlas find or atlas search."
    case .newer: "Import a newer release with atlas import FILE, then use atlas scan --release."
    case .retired: "Write the id of the successor; atlas scan --fix does where there is exactly one."
    case .renamed: "Write the current name; atlas scan --fix does."
    case .mismatched: "Decide whether the id or the name is right, and correct the other."
    }
  }

  var level: SARIF.Level {
    switch self {
    case .ok, .newer: .note
    case .renamed: .warning
    case .unknown, .retired, .mismatched: .error
    }
  }
}
