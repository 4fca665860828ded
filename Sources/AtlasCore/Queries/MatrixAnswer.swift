/// The matrix: a column for each tactic, a cell for each of its techniques, and what the paints mean.
public struct MatrixAnswer: Sendable {
  /// What the matrix shows, in a line.
  public let title: String
  /// The release; nil when the pages do not name it.
  public let release: String?
  /// What the cells are shaded by; nil where nothing is, or scores are.
  public let measure: MatrixMeasure?
  /// Whether some techniques are marked, and others are context.
  public let hasMarks: Bool
  /// The columns in the order of the matrix; a column without cells is left out.
  public let columns: [Column]
  /// What the paints mean; empty where no cell is painted.
  public let legend: Legend
  /// Marks without a cell: the filters exclude their techniques.
  public let unplaced: [MatrixMark]

  /// A tactic and its techniques.
  public struct Column: Sendable {
    /// The tactic; nil for the last column, of techniques that belong to none.
    public let tactic: RecordID?
    /// The name of the tactic.
    public let name: String
    /// The name of the tactic in layers and STIX: `ai-model-access`.
    public let shortName: String
    /// Its techniques, by id; sub-techniques are in the cells of their parents.
    public let cells: [Cell]
  }

  /// A technique in a column.
  public struct Cell: Sendable {
    /// The technique.
    public let technique: RecordID
    package let nameBytes: Bytes
    /// How it is marked; nil for one that is not.
    public internal(set) var mark: MatrixMark?
    /// The measure, or else the score, for reading: `realized`, `12`; empty where there is none.
    public internal(set) var value = ""
    /// How it is painted.
    public internal(set) var paint = MatrixPaint.plain
    /// Its sub-techniques, by id.
    public internal(set) var subtechniques: [Cell] = []

    /// The name; for a sub-technique, without the parent's name.
    public var name: String { nameBytes.string }
    /// How many of its sub-techniques are marked.
    public var markedSubtechniques: Int { subtechniques.count { $0.mark != nil } }
    /// Whether sub-techniques are marked, and the technique itself is not.
    public var marksOnlySubtechniques: Bool { mark == nil && subtechniques.contains { $0.mark != nil } }

    init(_ technique: RecordID, name: Bytes, mark: MatrixMark?) {
      self.technique = technique
      nameBytes = name
      self.mark = mark
    }
  }

  /// What the paints mean.
  public struct Legend: Sendable {
    /// What the painted values are: `case studies`; empty for marks without values.
    public let title: String
    /// The paints in use, from least to most.
    public let items: [Item]

    /// A paint and what it means.
    public struct Item: Sendable {
      /// The paint.
      public let paint: MatrixPaint
      /// What it means: `1–3`, `realized`, `covered`.
      public let label: String
      /// How many techniques are painted so; one in several columns counts once.
      public let count: Int
    }
  }

  /// All cells of a column and of its sub-techniques, each parent before its sub-techniques.
  static func flat(_ cells: [Cell]) -> [Cell] { cells.flatMap { [$0] + $0.subtechniques } }

  /// The number of techniques and sub-techniques, each once.
  public var techniqueCount: Int { count { _ in true } }
  /// The number of marked techniques and sub-techniques, each once.
  public var markedCount: Int { count { $0.mark != nil } }

  private func count(_ isCounted: (Cell) -> Bool) -> Int {
    var ids = columns.flatMap { MatrixAnswer.flat($0.cells).filter(isCounted).map(\.technique) }
    ids.sort()
    return zip(ids, ids.dropFirst()).count { $0 != $1 } + (ids.isEmpty ? 0 : 1)
  }
}
