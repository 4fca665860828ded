import AtlasCore

/// Two records for reading: side by side where there is room, otherwise below each other.
struct ComparisonText {
  let comparison: Comparison
  /// The records with the names of their releases.
  let titles: (left: String, right: String)

  /// The least width of a terminal for two columns.
  private static let minimumWidth = 100
  private static let indent = 18

  func write(_ output: inout Output) {
    if let width = output.width, width >= ComparisonText.minimumWidth {
      writeColumns((min(width, 240) - ComparisonText.indent - 2) / 2, &output)
    } else {
      writeStacked(&output)
    }
  }

  // MARK: Side by side

  private func writeColumns(_ width: Int, _ output: inout Output) {
    output.spaces(ComparisonText.indent)
    writeRow(titles.left, titles.right, (.title, .title), width, &output)
    for field in comparison.fields {
      writeLabel(field, &output)
      output.spaces(ComparisonText.indent - 2 - field.label.utf8.count)
      for (index, pair) in field.values.enumerated() {
        if index > 0 { output.spaces(ComparisonText.indent) }
        let isSame = !field.isDifferent || pair.left == pair.right
        writeRow(
          pair.left?.readable.string ?? "", pair.right?.readable.string ?? "",
          isSame ? (.prose, .prose) : (.removed, .added), width,
          &output)
      }
    }
  }

  /// Writes two texts beside each other; the cursor is at the left one.
  private func writeRow(
    _ left: String, _ right: String, _ roles: (left: Role, right: Role), _ width: Int, _ output: inout Output
  ) {
    let (one, other) = (ComparisonText.lines(left, width), ComparisonText.lines(right, width))
    for index in 0..<max(one.count, other.count, 1) {
      if index > 0, index < one.count || index < other.count { output.spaces(ComparisonText.indent) }
      let text = index < one.count ? one[index] : ""
      output.text(text, as: roles.left)
      if index < other.count, !other[index].isEmpty {
        output.spaces(width + 2 - Width.columns(of: text))
        output.text(other[index], as: roles.right)
      }
      output.newline()
    }
  }

  /// The text in lines of at most that width; a longer word has a line of its own.
  private static func lines(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n") {
      var line = ""
      for word in paragraph.split(whereSeparator: \.isWhitespace) {
        if !line.isEmpty, Width.columns(of: line) + 1 + Width.columns(of: String(word)) > width {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? String(word) : " \(word)"
      }
      lines.append(line)
    }
    return lines
  }

  // MARK: Below each other

  private func writeStacked(_ output: inout Output) {
    output.text("< ", as: .removed)
    output.text(titles.left, as: .title)
    output.newline()
    output.text("> ", as: .added)
    output.text(titles.right, as: .title)
    output.newline()
    for field in comparison.fields {
      writeLabel(field, &output)
      output.newline()
      for pair in field.values {
        if pair.left == pair.right {
          write(pair.left, "    ", .prose, &output)
        } else {
          let roles: (Role, Role) = field.isDifferent ? (.removed, .added) : (.prose, .prose)
          write(pair.left, "  < ", roles.0, &output)
          write(pair.right, "  > ", roles.1, &output)
        }
      }
    }
  }

  private func write(_ text: Bytes?, _ mark: String, _ role: Role, _ output: inout Output) {
    guard let text else { return }
    output.text(mark, as: role)
    var wrap = Wrap(width: output.proseWidth, column: 4, indent: 4)
    wrap.add(text.readable, as: role, to: &output)
    wrap.finish(&output)
  }

  private func writeLabel(_ field: Comparison.Field, _ output: inout Output) {
    output.text(field.isDifferent ? "* " : "  ", as: .warning)
    output.text(field.label, as: .label)
  }
}

extension Comparison.Field {
  /// The name for reading: `Case studies`.
  fileprivate var label: String {
    switch "\(name)" {
    case "attackReference": "ATT&CK"
    case "caseStudies": "Case studies"
    case "subtechniques": "Sub-techniques"
    case "isAdapted": "Adapted"
    case let name: name.prefix(1).uppercased() + name.dropFirst()
    }
  }
}
