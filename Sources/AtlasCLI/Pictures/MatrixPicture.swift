import AtlasCore

/// What a picture of the matrix shows, whichever format it is drawn in.
struct MatrixPicture {
  /// A tactic.
  struct Column {
    let id: RecordID
    let name: String
    /// The official page; nil for a tactic of the user's own.
    let url: String?
    var cells: [Cell]

    /// How many techniques it has, without their sub-techniques.
    var note: String { "\(cells.count) \(RecordKind.technique.noun(cells.count))" }
  }

  /// A technique, or a sub-technique below its parent.
  struct Cell {
    let id: RecordID
    /// The name, without the parent's for a sub-technique.
    let name: String
    /// The official page; nil for a technique of the user's own.
    let url: String?
    let maturity: Maturity?
    /// The value by which it is colored, in words; nil where it has none.
    var value: String?
    /// The color of the value; nil for none.
    var shade: Shade?
    /// What it is about, in a paragraph; empty where that is not known.
    var about = ""
    /// The sub-techniques.
    var inner: [Cell] = []
  }

  /// A color of the scale, the lightest first.
  ///
  /// The colors are five of the nine Blues of ColorBrewer, which readers tell apart in print and without seeing hues. Text on
  /// each has a contrast of 5 or more; the value stands in the cell too, since two neighbors differ by less than 3.
  /// Source: Cynthia Brewer, Mark Harrower and The Pennsylvania State University, https://colorbrewer2.org (Apache License 2.0).
  enum Shade: Int, CaseIterable {
    case first = 1, second, third, fourth, fifth

    var color: StaticString {
      switch self {
      case .first: "#deebf7"
      case .second: "#9ecae1"
      case .third: "#6baed6"
      case .fourth: "#2171b5"
      case .fifth: "#08306b"
      }
    }

    /// The color of text on it.
    var ink: StaticString { rawValue <= 3 ? "#000000" : "#ffffff" }
  }

  /// What it is: `MITRE ATLAS matrix`.
  var title: String
  /// What it shows, in a sentence: which techniques, and what their colors mean.
  var summary: String
  var columns: [Column]
  /// The meaning of each color in use.
  var legend: [(shade: Shade?, label: String)] = []
  /// Where the facts come from: `ATLAS release 2026.09`.
  var source: String
}

extension MatrixPicture.Cell {
  /// The words that a pointer on it shows: id, name, and value.
  var caption: String { "\(id) \(name)" + (value.map { ": \($0)" } ?? "") }

  /// How many sub-techniques it has.
  var note: String { "\(inner.count) sub-\(RecordKind.technique.noun(inner.count))" }
}
