import AtlasCore
import AtlasData

/// A scanner by the bundled release, made once.
let scanner = TextScanner(.bundled)
/// The same, to which names that no record has are findings.
let strictScanner = TextScanner(.bundled, strictNames: true)

/// What is found in `text`, in a form that one can read: `retired AML.T0019 -> AML.T0115.000`.
func verdicts(_ text: String, path: String? = nil) -> [String] {
  scanner.citations(in: Bytes(copying: text), path: path).map { "\($0.verdict.kind) \($0.text)\($0.verdict.detail)" }
}

/// The sorts of verdict on the ids of `text`.
func kinds(_ text: String, path: String? = nil) -> [Verdict.Kind] {
  scanner.citations(in: Bytes(copying: text), path: path).map(\.verdict.kind)
}

/// `text` with everything corrected that can be.
func corrected(_ text: String, path: String? = nil) -> String? {
  let bytes = Bytes(copying: text)
  return Correction(scanner.citations(in: bytes, path: path)).applied(to: bytes).map {
    String(decoding: $0, as: UTF8.self)
  }
}

extension Verdict {
  fileprivate var detail: String {
    switch self {
    case .ok, .newer, .wrongNamespace: ""
    case .unknown(let meant): meant.map { " for \($0)" } ?? ""
    case .wrongTactic(let tactic, let id, let isFormer): " \"\(tactic)\" \(isFormer ? "once" : "is") \(id.short)"
    case .conflictingIDs(let other): " and \(other)"
    case .wrongRelease(let pin, let when, let isRetired): " \(pin) \(isRetired ? "gone" : "since") \(when ?? "?")"
    case .unknownName(let name): " \"\(name)\""
    case .retired(_, let into): " -> \(into.map(\.description).joined(separator: " "))"
    case .renamed(let name, let release): " \"\(name)\" until \(release)"
    case .mismatched(let name, let owners): " \"\(name)\" of \(owners.map(\.short).joined(separator: " "))"
    }
  }
}
