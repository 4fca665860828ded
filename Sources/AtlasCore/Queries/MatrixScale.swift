/// How a cell of a matrix is painted, by what it stands for.
public enum MatrixPaint: Hashable, Sendable {
  /// Not marked, and without a value.
  case plain
  /// Marked, without a value.
  case marked
  /// A step of the scale of five, from 0 (least) to 4 (most).
  case step(Int)
  /// A category of a report.
  case category(MatrixCategory)
}

/// The colors and signs of the paints, the same in every format.
///
/// The scale is Blues of ColorBrewer: color specifications and designs by Cynthia Brewer (https://colorbrewer.org),
/// Apache License 2.0. The categories are of the palette of Okabe and Ito, which people who confuse red and green tell
/// apart. Each ink has a contrast of at least 4.5 on its fill (WCAG AA).
public enum MatrixScale {
  /// The fills of the five steps, from least to most.
  public static let steps = ["#deebf7", "#9ecae1", "#6baed6", "#2171b5", "#08306b"]
  /// The line around a cell, which tells neighbors of similar fills apart.
  public static let border = "#6b7279"

  /// The fill of a cell, as `#rrggbb`; nil for a plain one.
  public static func fill(_ paint: MatrixPaint) -> String? {
    switch paint {
    case .plain: nil
    case .marked: "#6baed6"
    case .step(let step): steps[min(max(step, 0), steps.count - 1)]
    case .category(.covered): "#009e73"
    case .category(.exposed): "#e69f00"
    case .category(.unaddressed): "#d9d9d9"
    case .category(.added): "#56b4e9"
    case .category(.changed): "#f0e442"
    case .category(.removed): "#cc79a7"
    }
  }

  /// The color of text on the fill, as `#rrggbb`; nil for a plain cell, whose text has the color of the page.
  public static func ink(_ paint: MatrixPaint) -> String? {
    switch paint {
    case .plain: nil
    case .step(3...): "#ffffff"
    case .marked, .step, .category: "#000000"
    }
  }

  /// The sign of a technique of which only sub-techniques are marked, where these are not shown.
  public static let subtechniquesSign = ":"

  /// A sign of one column for text, so that a paint is never told by color alone.
  public static func sign(_ paint: MatrixPaint) -> String {
    switch paint {
    case .plain: " "
    case .marked: "*"
    case .step(let step): ["·", "░", "▒", "▓", "█"][min(max(step, 0), steps.count - 1)]
    case .category(.covered), .category(.added): "+"
    case .category(.exposed): "!"
    case .category(.unaddressed), .category(.removed): "-"
    case .category(.changed): "~"
    }
  }
}
