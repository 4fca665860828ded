/// The matrix of tactics and techniques, with some techniques marked and all of them shaded by a measure.
///
/// The filter decides which techniques the matrix has; marks single out some of these.
///
/// ```swift
/// var query = MatrixQuery()
/// query.origins = [caseStudy]
/// query.measure = .maturity
/// let answer = try query.answer(in: base)
/// ```
public struct MatrixQuery: Sendable {
  /// Conditions that each technique must meet; with tactics, only their columns are there.
  public var filter = RecordFilter()
  /// Records whose techniques are marked.
  ///
  /// They are those of the steps of a case study, those that a mitigation addresses, those of a tactic, and a technique
  /// with its parent and sub-techniques. With several records, the score is how many of them have the technique.
  public var origins: [RecordID] = []
  /// Marks besides those of `origins`; nil for none.
  public var marks: [MatrixMark]?
  /// An older release; techniques that were added, changed or removed since then are marked.
  public var previous: KnowledgeBase?
  /// What cells are shaded by; nil for scores, where marks have them.
  public var measure: MatrixMeasure?
  /// Whether techniques that are not marked are left out.
  public var showsOnlyMarked = false
  /// The title; nil for one that is made from the query.
  public var title: String?

  /// The whole matrix, with nothing marked.
  public init() {}

  /// Whether techniques are marked, so that the others are context.
  public var hasMarks: Bool { marks != nil || !origins.isEmpty || previous != nil }

  /// Lays the matrix of `base` out.
  ///
  /// - Throws: when a word in the filter means no value of its property or several, or a pattern is not valid.
  public func answer(in base: KnowledgeBase) throws(FilterError) -> MatrixAnswer {
    var layout = MatrixLayout(base, marks: allMarks(in: base), removedFrom: previous)
    layout.wanted = filter.tactics
    if !filter.isEmpty {
      let test = try filter.test(in: base)
      let oldTest = try previous.map { old throws(FilterError) in try filter.test(in: old) }
      layout.passes = { base.contains($0) ? test.passes($0) : oldTest?.passes($0) ?? false }
    }
    var columns = layout.columns(onlyMarked: hasMarks && showsOnlyMarked)
    let legend = MatrixShading(base: base, measure: measure, hasMarks: hasMarks).paint(&columns)
    return MatrixAnswer(
      title: title ?? madeTitle(in: base), release: base.release.version, measure: measure, hasMarks: hasMarks,
      columns: columns, legend: legend, unplaced: layout.unplaced)
  }

  /// The marks of the query, those of the same technique and column joined.
  private func allMarks(in base: KnowledgeBase) -> [MatrixMark] {
    var all = marks ?? []
    if !origins.isEmpty { all += marks(of: origins, in: base) }
    if let previous { all += MatrixQuery.changes(from: previous, to: base) }
    // Infinities, NaN and numbers too great to be divided into steps are not scores.
    for index in all.indices where !(all[index].score?.magnitude ?? 0 <= 1e15) { all[index].score = nil }
    all.joinRepeated()
    return all
  }

  private func madeTitle(in base: KnowledgeBase) -> String {
    var title = "MITRE ATLAS matrix" + (base.release.version.map { " \($0)" } ?? "")
    if origins.count == 1 {
      title = "\(origins[0]) \(base.fullName(of: origins[0]))"
    } else if !origins.isEmpty {
      let names = origins.prefix(3).map(\.description).joined(separator: ", ")
      title += ": " + (origins.count > 3 ? "\(origins.count) records" : names)
    }
    if marks?.contains(where: { $0.category?.isOfCoverage == true }) == true { title += ", coverage" }
    if let previous { title += ", changes since \(previous.release.version ?? "the older pages")" }
    if let measure { title += ", by \(measure.title)" }
    return title
  }
}

extension MatrixMeasure {
  /// What the values mean, for titles and legends.
  package var title: String {
    switch self {
    case .maturity, .mitigations: rawValue
    case .platform: "platforms"
    case .caseStudies: "case studies"
    case .modified: "last change"
    }
  }
}

// MARK: - Marks

extension MatrixQuery {
  /// The marks of the techniques that are related to `origins`.
  private func marks(of origins: [RecordID], in base: KnowledgeBase) -> [MatrixMark] {
    var marks: [MatrixMark] = []
    for origin in origins {
      var own: [MatrixMark]
      switch origin.kind {
      case .caseStudy:
        own = base.steps(of: origin).map { step in
          let number = step.number.map { "step \($0): " } ?? ""
          return MatrixMark(step.target, tactic: step.tactic, comment: number + base.portable(step.textBytes).string)
        }
      case .mitigation:
        own = base.uses(of: origin).map { use in
          let text = base.portable(use.textBytes).string
          return MatrixMark(use.target, comment: text.isEmpty ? nil : text)
        }
      case .tactic: own = base.techniques(of: origin).map { MatrixMark($0, tactic: origin) }
      case .technique: own = ([origin] + base.relatives(of: origin)).map { MatrixMark($0) }
      }
      own.joinRepeated()
      guard origins.count > 1 else { return own }
      for var mark in own {
        mark.comment = mark.comment.map { "\(origin): \($0)" } ?? "\(origin)"
        marks.append(mark)
      }
    }
    return MatrixQuery.counted(marks)
  }

  /// The marks joined, with the number of those that each was joined from as its score.
  private static func counted(_ marks: [MatrixMark]) -> [MatrixMark] {
    var joined = marks
    joined.joinRepeated()
    let counts = Dictionary(marks.map { ($0.place, 1.0) }, uniquingKeysWith: +)
    return joined.map { mark in
      var mark = mark
      mark.score = counts[mark.place]
      return mark
    }
  }

  /// The marks of the techniques that differ between two releases.
  private static func changes(from old: KnowledgeBase, to new: KnowledgeBase) -> [MatrixMark] {
    var query = DifferenceQuery()
    query.kinds = [.technique]
    return query.answer(from: old, to: new).records.map { change in
      switch change.outcome {
      case .added: return MatrixMark(change.id, category: .added)
      case .removed(let into):
        let successors = into.map(\.description).joined(separator: ", ")
        return MatrixMark(
          change.id, category: .removed, comment: into.isEmpty ? nil : "replaced by \(successors)")
      case .changed(let fields):
        let names = fields.map { Bytes($0.field).string }.joined(separator: ", ")
        return MatrixMark(change.id, category: .changed, comment: names)
      }
    }
  }
}
