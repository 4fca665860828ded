import AtlasCore

/// Lays out a record and what surrounds it: on the left what leads to it, on the right what follows from it, and in the
/// middle its parent and its sub-techniques.
///
/// Every group has a bus, a line from which a branch goes to each of its boxes. The buses of a side are nested, the group that
/// is furthest from the middle next to the subject, so that none crosses another.
struct NeighborhoodLayout {
  private let picture: GraphPicture

  private static let track = 14
  private static let arrow = 16
  private static let boxGap = 8
  private static let groupGap = 20
  private static let indent = 24
  private static let port = 18

  private static let left: [GraphAnswer.Group] = [.tactics, .before, .mitigations]
  private static let right: [GraphAnswer.Group] = [.after, .caseStudies, .techniques]

  init(_ picture: GraphPicture) { self.picture = picture }

  /// A group of boxes, one below the other.
  private struct Stack {
    let group: GraphAnswer.Group
    var heading: [String]
    var boxes: [GraphDrawing.Box]
    /// The line below the boxes that says how many are left out.
    let more: String?
    var y = 0

    var height: Int {
      let boxes = boxes.reduce(0) { $0 + $1.height + NeighborhoodLayout.boxGap }
      return heading.count * TextMeasure.lineHeight + 4 + boxes + (more == nil ? 0 : TextMeasure.lineHeight)
    }
  }

  var drawing: GraphDrawing {
    var drawing = GraphDrawing()
    var (left, right) = (stacks(NeighborhoodLayout.left), stacks(NeighborhoodLayout.right))
    var (parent, children) = (stacks([.parent]), stacks([.subtechniques]))
    var subject = GraphDrawing.Box(picture.nodes[0], width: GraphDrawing.Box.width + NeighborhoodLayout.indent)
    let ports = NeighborhoodLayout.port * max(left.count, right.count) + 2 * GraphDrawing.Box.padding
    subject.height = max(subject.height, ports)

    func height(_ stacks: [Stack]) -> Int {
      stacks.reduce(-NeighborhoodLayout.groupGap) { $0 + $1.height + NeighborhoodLayout.groupGap }
    }
    let above = parent.isEmpty ? 0 : height(parent) + NeighborhoodLayout.groupGap
    let below = children.isEmpty ? 0 : height(children) + NeighborhoodLayout.groupGap
    // The subject is in the middle of the longest column, or lower where its parent needs the room.
    let longest = max(height(left), height(right), subject.height)
    let middle = max(longest / 2, above + subject.height / 2)
    subject.y = middle - subject.height / 2
    let gutters = (gutter(left.count), gutter(right.count))
    subject.x = left.isEmpty ? 0 : GraphDrawing.Box.width + gutters.0
    let rightX = subject.right + gutters.1
    place(&left, x: 0, top: middle - height(left) / 2)
    place(&right, x: rightX, top: middle - height(right) / 2)
    place(&parent, x: subject.x, top: subject.y - above)
    place(&children, x: subject.x + NeighborhoodLayout.indent, top: subject.bottom + NeighborhoodLayout.groupGap)
    drawing.width = right.isEmpty ? subject.right : rightX + GraphDrawing.Box.width
    drawing.height = max(middle + (longest + 1) / 2, subject.bottom + below)

    drawing.boxes = [subject]
    for stack in left + right + parent + children { add(stack, &drawing) }
    for (number, stack) in left.enumerated() {
      let x = subject.x - NeighborhoodLayout.arrow - tracks(left, middle)[number] * NeighborhoodLayout.track
      join(stack, at: x, port(number, of: left.count, subject), subject, &drawing)
    }
    for (number, stack) in right.enumerated() {
      let x = subject.right + NeighborhoodLayout.arrow + tracks(right, middle)[number] * NeighborhoodLayout.track
      join(stack, at: x, port(number, of: right.count, subject), subject, &drawing)
    }
    for box in parent.flatMap(\.boxes) {
      drawing.lines.append(
        GraphDrawing.Line(points: [(box.center, box.bottom), (box.center, subject.y)], isArrow: true))
    }
    let trunk = subject.x + NeighborhoodLayout.indent / 2
    for box in children.flatMap(\.boxes) {
      drawing.lines.append(
        GraphDrawing.Line(
          points: [(trunk, subject.bottom), (trunk, box.middle), (box.x, box.middle)], isArrow: true))
    }
    return drawing
  }

  /// The groups that there are, with their boxes.
  private func stacks(_ groups: [GraphAnswer.Group]) -> [Stack] {
    groups.compactMap { group in
      guard let lane = picture.lanes.firstIndex(where: { $0.kind == .group(group) }) else { return nil }
      let width = GraphDrawing.Box.width
      let boxes = picture.nodes.filter { $0.lane == lane }.map { GraphDrawing.Box($0, width: width) }
      guard !boxes.isEmpty else { return nil }
      let omitted = picture.lanes[lane].omitted
      let count = boxes.count + omitted
      let title = group == .parent ? picture.lanes[lane].name : "\(picture.lanes[lane].name) (\(count))"
      return Stack(
        group: group, heading: TextMeasure(isBold: true).lines(title, width: width, limit: 2), boxes: boxes,
        more: omitted > 0 ? "and \(omitted) more" : nil)
    }
  }

  private func place(_ stacks: inout [Stack], x: Int, top: Int) {
    var y = top
    for number in stacks.indices {
      stacks[number].y = y
      y += stacks[number].heading.count * TextMeasure.lineHeight + 4
      for box in stacks[number].boxes.indices {
        stacks[number].boxes[box].x = x
        stacks[number].boxes[box].y = y
        y += stacks[number].boxes[box].height + NeighborhoodLayout.boxGap
      }
      y = stacks[number].y + stacks[number].height + NeighborhoodLayout.groupGap
    }
  }

  private func add(_ stack: Stack, _ drawing: inout GraphDrawing) {
    guard let first = stack.boxes.first, let last = stack.boxes.last else { return }
    drawing.headings.append(
      GraphDrawing.Heading(lines: stack.heading, x: first.x, y: stack.y, width: first.width))
    drawing.boxes += stack.boxes
    guard let more = stack.more else { return }
    drawing.headings.append(
      GraphDrawing.Heading(
        lines: [more], x: first.x, y: last.bottom + NeighborhoodLayout.boxGap / 2, width: first.width, isBold: false))
  }

  // MARK: Buses

  private func gutter(_ count: Int) -> Int {
    2 * NeighborhoodLayout.arrow + max(0, count - 1) * NeighborhoodLayout.track
  }

  /// The track of each group, from the subject on.
  private func tracks(_ stacks: [Stack], _ middle: Int) -> [Int] {
    let byDistance = stacks.indices.sorted {
      let (one, other) = (
        abs(stacks[$0].y + stacks[$0].height / 2 - middle), abs(stacks[$1].y + stacks[$1].height / 2 - middle)
      )
      return (-one, $0) < (-other, $1)
    }
    return stacks.indices.map { byDistance.firstIndex(of: $0) ?? 0 }
  }

  private func port(_ number: Int, of count: Int, _ subject: GraphDrawing.Box) -> Int {
    subject.middle + (2 * number - count + 1) * NeighborhoodLayout.port / 2
  }

  /// Draws the bus of a group; arrows are at the boxes or at the subject.
  private func join(
    _ stack: Stack, at x: Int, _ port: Int, _ subject: GraphDrawing.Box, _ drawing: inout GraphDrawing
  ) {
    let isLeft = x < subject.x
    let side = isLeft ? subject.x : subject.right
    for box in stack.boxes {
      let end = isLeft ? box.right : box.x
      let points = [(x: x, y: port), (x: x, y: box.middle), (x: end, y: box.middle)]
      if stack.group.isTarget {
        drawing.lines.append(GraphDrawing.Line(points: points, isArrow: true))
      } else {
        drawing.lines.append(GraphDrawing.Line(points: points.reversed()))
      }
    }
    let lead = stack.group.isTarget ? [(x: side, y: port), (x: x, y: port)] : [(x: x, y: port), (x: side, y: port)]
    drawing.lines.append(GraphDrawing.Line(points: lead, isArrow: !stack.group.isTarget))
  }
}
