/// Case-insensitive equality of characters: Unicode's simple case folding.
///
/// The standard library has case mappings but no `CaseFolding.txt`. Lower case of upper case gives the same relation,
/// except for the dotted and dotless i, which fold only to themselves, and a few compatibility pairs (U+FB05, U+FB06).
extension Unicode.Scalar {
  /// The representative of all case variants of this character.
  var folded: Unicode.Scalar {
    switch value {
    case ..<0x80: value >= 0x41 && value <= 0x5A ? Unicode.Scalar(UInt8(value) | 0x20) : self
    case 0x130, 0x131: self
    default: upper.lower
    }
  }

  /// All case variants of this character, including itself.
  var caseVariants: [Unicode.Scalar] {
    if isASCII {
      // For ASCII, avoid Unicode's tables: in a cold process, loading them takes longer than the whole search. Two
      // ASCII letters have a case variant outside ASCII: the Kelvin sign and the long s.
      let byte = UInt8(truncatingIfNeeded: value)
      guard byte.isLetter else { return [self] }
      let both = [self, Unicode.Scalar(byte ^ 0x20)]
      return byte.lowercased == UInt8(ascii: "k")
        ? both + ["\u{212A}"] : byte.lowercased == UInt8(ascii: "s") ? both + ["\u{17F}"] : both
    }
    let representative = folded
    var variants = [self]
    func add(_ scalar: Unicode.Scalar) {
      if scalar.folded == representative, !variants.contains(scalar) { variants.append(scalar) }
    }
    add(representative)
    add(representative.upper)
    add(Self.single(representative.properties.titlecaseMapping) ?? self)
    for scalar in Self.thirdForms { add(scalar) }
    return variants
  }

  private var upper: Unicode.Scalar { Self.single(properties.uppercaseMapping) ?? self }
  private var lower: Unicode.Scalar { Self.single(properties.lowercaseMapping) ?? self }

  private static func single(_ mapping: String) -> Unicode.Scalar? {
    let scalars = mapping.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }

  /// Letters that fold to another letter but are neither its upper nor its lower case: symbols, final and historic
  /// forms.
  private static var thirdForms: [Unicode.Scalar] {
    [
      "\u{B5}", "\u{17F}", "\u{345}", "\u{1E9B}", "\u{1E9E}", "\u{1FBE}", "\u{2126}", "\u{212A}", "\u{212B}",
      "\u{3C2}", "\u{3D0}", "\u{3D1}", "\u{3D5}", "\u{3D6}", "\u{3F0}", "\u{3F1}", "\u{3F4}", "\u{3F5}",
      "\u{1C80}", "\u{1C81}", "\u{1C82}", "\u{1C83}", "\u{1C84}", "\u{1C85}", "\u{1C86}", "\u{1C87}", "\u{1C88}",
    ]
  }
}
