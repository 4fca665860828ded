/// A technique that a matrix marks, and what is known of it.
public struct MatrixMark: Sendable, Equatable {
  /// The technique.
  public var technique: RecordID
  /// The tactic in whose column it is marked; nil for every column that has it.
  public var tactic: RecordID?
  /// A number, of which greater ones are darker.
  public var score: Double?
  /// Its category in a report of coverage or of changes.
  public var category: MatrixCategory?
  /// A remark in plain text.
  public var comment: String?

  /// A mark of a technique, in the column of a tactic or in all of its columns.
  public init(
    _ technique: RecordID, tactic: RecordID? = nil, score: Double? = nil, category: MatrixCategory? = nil,
    comment: String? = nil
  ) {
    self.technique = technique
    self.tactic = tactic
    self.score = score
    self.category = category
    self.comment = comment
  }

  /// The score for reading, without a fraction where it is whole; empty where there is none.
  public var scoreText: String { score.map(MatrixShading.text) ?? "" }

  /// A technique in the column of a tactic, or in all of its columns.
  struct Place: Hashable {
    let technique: RecordID
    let tactic: RecordID?
  }

  /// What it marks.
  var place: Place { Place(technique: technique, tactic: tactic) }
}

extension [MatrixMark] {
  /// Joins marks of the same technique in the same column: the first value of each kind counts, comments follow
  /// each other.
  package mutating func joinRepeated() {
    guard count > 1 else { return }
    var places: [MatrixMark.Place: Int] = [:]
    var joined: [MatrixMark] = []
    for mark in self {
      guard let index = places[mark.place] else {
        places[mark.place] = joined.count
        joined.append(mark)
        continue
      }
      joined[index].score = joined[index].score ?? mark.score
      joined[index].category = joined[index].category ?? mark.category
      guard let comment = mark.comment, joined[index].comment != comment else { continue }
      joined[index].comment = joined[index].comment.map { $0 + "\n" + comment } ?? comment
    }
    self = joined
  }
}

/// The category of a marked technique in a report of coverage or of changes; the raw values are the words of machine
/// formats.
public enum MatrixCategory: String, CaseIterable, Sendable {
  /// An implemented mitigation covers it.
  case covered
  /// It is not covered, and a mitigation would cover it.
  case exposed
  /// It is not covered, and there is no mitigation for it.
  case unaddressed
  /// Only the newer release has it.
  case added
  /// Both releases have it, with different values.
  case changed
  /// Only the older release has it.
  case removed

  /// What it is called in text for reading.
  public var label: String {
    switch self {
    case .exposed: "uncovered"
    case .unaddressed: "no mitigation"
    case .covered, .added, .changed, .removed: rawValue
    }
  }

  /// Whether it is of a report of coverage, and not of changes.
  var isOfCoverage: Bool {
    switch self {
    case .covered, .exposed, .unaddressed: true
    case .added, .changed, .removed: false
    }
  }

  /// The category that a word of a report means: a raw value, or a word for reading.
  package init?(word: String) {
    let word = word.lowercased()
    if word == "renamed" {
      self = .changed
      return
    }
    guard let category = Self.allCases.first(where: { $0.rawValue == word || $0.label == word }) else { return nil }
    self = category
  }
}

/// What the cells of a matrix are shaded by.
public enum MatrixMeasure: String, CaseIterable, Sendable {
  /// The maturity of a technique.
  case maturity
  /// The platforms of a technique; with more of them it is darker.
  case platform
  /// How many case studies use the technique.
  case caseStudies = "case-studies"
  /// How many mitigations address the technique.
  case mitigations
  /// The date of the last change; newer ones are darker.
  case modified
}
