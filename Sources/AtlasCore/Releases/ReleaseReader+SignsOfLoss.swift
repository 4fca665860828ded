/// Signs that a part of a release file is missing, as after a download that broke off.
///
/// Most of such files are still YAML, and still a release.
extension ReleaseReader {
  var signsOfLoss: [String] {
    let missing = RecordKind.allCases.filter { !isGiven($0) }.map { "no \($0.noun(0))" }
    return [brokenLine].compactMap { $0 } + missing + [unfinishedStudy].compactMap { $0 }
  }

  /// Why the last line is not a whole one.
  private var brokenLine: String? {
    guard tree.source.last == .newline else { return "the last line has no end" }
    return tree.source.dropLast().last == .colon ? "the last line is a key without a value" : nil
  }

  /// Whether the file has records of a kind, or says that there are none.
  private func isGiven(_ kind: RecordKind) -> Bool {
    let name = Bytes(copying: kind.plural)
    let matrices = tree.root["matrices"].map { Array($0.elements) } ?? []
    return ([tree.root] + matrices).contains { $0[name].map { !$0.isNull } ?? false }
  }

  /// What the last case study lacks and all others have: in formats before 6, it is at the end of the file.
  private var unfinishedStudy: String? {
    let studies = tree.root["case-studies"].map { Array($0.elements) } ?? []
    guard studies.count > 2, let last = studies.last else { return nil }
    let common = studies[0].pairs.compactMap(\.key.text).filter { key in
      studies.dropLast().allSatisfy { $0[key] != nil }
    }
    let missing = common.filter { last[$0] == nil }.map { "`\($0)`" }
    guard !missing.isEmpty else { return nil }
    return "the last case study has no \(missing.listed("or")), which all others have"
  }
}
