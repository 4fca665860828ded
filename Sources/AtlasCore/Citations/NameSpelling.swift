/// How a name is spelled in a text: the case of its letters, and what is between its words.
struct NameSpelling {
  private enum Joint {
    /// As in the name itself.
    case own
    /// One byte between words, as in `ai_model_access` and `ai-model-access`.
    case byte(UInt8)
    /// None, as in `AIModelAccess`.
    case none
  }

  private enum Case { case own, lower, upper }

  private let joint: Joint
  private let letters: Case
  private let startsLower: Bool

  /// The spelling of a name.
  ///
  /// - Parameters:
  ///   - written: the name as the text has it.
  ///   - slugJoint: what joins it to an id, if it is joined to one.
  ///   - hasSeveralWords: whether the record's name has several words.
  init(of written: Bytes, slugJoint: UInt8?, hasSeveralWords: Bool) {
    if written.contains(where: \.isBlank) {
      joint = .own
    } else if let sign = written.first(where: { $0 == UInt8(ascii: "_") || $0 == .dash }), hasSeveralWords {
      joint = .byte(sign)
    } else if hasSeveralWords {
      joint = .none
    } else {
      joint = slugJoint.map(Joint.byte) ?? .own
    }
    letters =
      !written.contains(where: \.isUpper) ? .lower : written.contains(where: \.isLower) ? .own : .upper
    startsLower = written.first?.isLower == true
  }

  /// Spells another name in the same way.
  func spell(_ name: Bytes) -> [UInt8] {
    var result: [UInt8]
    switch joint {
    case .own: result = Array(name)
    case .byte(let sign): result = Array(NameSpelling.words(name).joined(separator: [sign]))
    case .none:
      result = NameSpelling.words(name).flatMap { word in [NameSpelling.upper(word[word.startIndex])] + word.dropFirst()
      }
      if startsLower, let first = result.first { result[0] = first.lowercased }
    }
    switch letters {
    case .own: return result
    case .lower: return result.map(\.lowercased)
    case .upper: return result.map(NameSpelling.upper)
    }
  }

  private static func upper(_ byte: UInt8) -> UInt8 { byte.isLower ? byte & ~0x20 : byte }

  private static func words(_ name: Bytes) -> [Bytes] {
    name.split { !$0.isAlphanumeric && $0 < 0x80 && $0 != UInt8(ascii: "'") }
  }
}
