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
    case .wrongTactic: "The tactic beside the technique is not one of its tactics."
    case .conflictingIDs: "Two ids are given for the same thing."
    case .wrongNamespace: "The id is of ATLAS and the namespace is that of ATT&CK."
    case .wrongRelease: "The release that the id is pinned to does not have it."
    case .unknownName: "No record has or had the name beside the id."
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
    case .wrongTactic: "Write one of the technique's tactics; atlas show lists them."
    case .conflictingIDs: "Decide which of the ids is right, and correct the other."
    case .wrongNamespace: "Write atlas.aml. in place of attack. before the number."
    case .wrongRelease: "Pin the id to a release that has it; atlas show says since when it is in ATLAS."
    case .unknownName: "Write the current name; atlas show prints it."
    }
  }

  /// The meaning with an example, for help.
  var explanation: String {
    switch self {
    case .ok: "Valid."
    case .unknown: "Not an id that ATLAS has or had: `AML.M00150`."
    case .newer: "Higher than any of its kind in the release: `AML.T0999`."
    case .retired: "Retired, and mostly replaced by other records: `AML.T0019`."
    case .renamed: "A former name beside the id: `AML.T0018: Backdoor ML Model`."
    case .mismatched: "The name of another record beside the id: `AML.T0051: LLM Jailbreak`."
    case .wrongTactic: "A tactic that the technique does not have: `| AML.T0010 | Execution |`."
    case .conflictingIDs: "Two ids for one thing: `[AML.T0073](https://atlas.mitre.org/techniques/AML.T0072)`."
    case .wrongNamespace: "A number of ATLAS in the namespace of ATT&CK: `attack.t0051`."
    case .wrongRelease: "An id pinned to a release without it: `AML.M0028@5.0.1`."
    case .unknownName: "With `--strict-names`, a name that no record has or had: `AML.T0048 (Sandbox Escape)`."
    }
  }

  var level: SARIF.Level {
    switch self {
    case .ok, .newer: .note
    case .renamed, .wrongTactic, .unknownName: .warning
    case .unknown, .retired, .mismatched, .conflictingIDs, .wrongNamespace, .wrongRelease: .error
    }
  }
}
