extension [String] {
  /// The words as a list in a sentence: `text, json or csv`.
  package func listed(_ conjunction: StaticString = "or") -> String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
