import AtlasCore

extension Command {
  static let matrix = Command(
    name: "matrix", summary: "Draw the matrix, with techniques marked or shaded.",
    discussion: """
      On a terminal the columns of the matrix are drawn in bands that fit its width; `+9` is the number of sub-techniques. In \
      a pipe the answer is a table, as with `--format tsv`.

      Filters choose the techniques of the matrix. `--for`, ids, `-` and `@FILE` mark some of them; `--only` leaves the \
      others out. A technique of a case study is marked in the tactic of its step. With several records, the score is how \
      many of them have the technique.

      A list has one id per line, then a tab and a score, then a tab and a comment; a name after the id is skipped. A \
      table has columns named `id`, and `tactic`, `score`, `category` or `comment`. `coverage --format tsv`, \
      `search -l`, `scan --format ids`, layers, and the tables of this command are read. Records of other kinds are left out.

      `--format layer` writes a layer for ATT&CK Navigator, with the same marks, scores and colors; `atlas list --layer` \
      reads it back. `--format svg` and `--format html` draw the matrix for documents and browsers, and load nothing: the \
      page has a search and a filter, and can be read without them.
      """,
    examples: [
      Example("atlas matrix", "the matrix"),
      Example("atlas matrix --by case-studies --mini", "the techniques that case studies use most, at a glance"),
      Example("atlas matrix --for AML.CS0009 --sub", "the techniques of a case study"),
      Example("atlas matrix --platform agentic --by maturity", "techniques for agentic AI, by maturity"),
      Example("atlas coverage --have M0015,M0020 --format tsv | atlas matrix -", "what mitigations cover"),
      Example("atlas matrix --diff 5.6.0 --only", "what changed since a release"),
      Example("atlas scan README.md --format ids | atlas matrix -", "the techniques that a file cites"),
      Example("atlas matrix --by maturity --format html -o matrix.html", "a page to search and filter"),
      Example("atlas matrix --by case-studies --mini --format svg", "a picture for a document"),
      Example("atlas matrix --for AML.M0015 --format layer -o layer.json", "a layer for ATT&CK Navigator"),
      Example(
        "atlas case-studies --type incident | atlas matrix --for - --format layer", "how often incidents used each"),
    ],
    operands: [
      Operand(
        name: "ID", values: .record([.technique]),
        help: "A technique to mark; - and @FILE are lists, tables or layers.", maximum: nil)
    ],
    flags: [.markedFor, .markedDifference, .onlyMarked, .shadedBy] + Filter.ofMatrix.flatMap(\.flags)
      + [.mini, .showsSub, .title, .format(MatrixFormat.self), .layerVersion]
  ) { invocation, output throws(Failure) in
    let format: MatrixFormat = try invocation.format()
    if invocation.has(.layerVersion), format != .layer {
      throw invocation.command.misuse("--layer-version needs --format layer")
    }
    if invocation.has(.mini), format != .text, format != .svg {
      throw invocation.command.misuse("--mini needs --format text or svg")
    }
    let (invocation, base) = try invocation.pinned(by: .markedFor, &output)
    let filters = try FilterSet(Filter.ofMatrix, invocation, in: base, &output)
    var query = MatrixQuery()
    query.filter = filters.filter
    query.measure = invocation.value(of: .shadedBy).flatMap(MatrixMeasure.init)
    query.showsOnlyMarked = invocation.has(.onlyMarked)
    query.title = invocation.value(of: .title)
    var isComplete = filters.isComplete
    if invocation.has(.markedFor) {
      let named = try invocation.records(invocation.values(of: .markedFor), in: base, &output)
      isComplete = isComplete && named.isComplete
      query.origins = named.ids
      query.origins.removeRepeated()
    }
    if !invocation.operands.isEmpty {
      let named = try invocation.marks(invocation.operands, in: base, &output)
      isComplete = isComplete && named.isComplete
      query.marks = named.marks
    }
    if let older = invocation.value(of: .markedDifference) {
      query.previous = try invocation.knowledgeBase(named: older, &output)
    }
    let asksForMarks = query.hasMarks || invocation.has(.markedFor)
    if query.showsOnlyMarked, !asksForMarks {
      throw invocation.command.misuse("--only needs --for ID, --diff RELEASE or ids")
    }
    let answer = try invocation.command.checkingFilter { () throws(FilterError) in try query.answer(in: base) }
    let isEmpty = answer.columns.isEmpty || asksForMarks && answer.markedCount == 0
    if isEmpty {
      if isComplete { output.note(emptiness(answer, filters, base, asksForMarks: asksForMarks)) }
      return ExitStatus(hasResults: false, isComplete: isComplete)
    }
    if !answer.unplaced.isEmpty {
      let count = answer.unplaced.count
      output.conclude("\(count) marked \(RecordKind.technique.noun(count)) excluded by \(filters.text)")
    }
    let data = MatrixData(base: base, answer: answer)
    let showsSub = invocation.has(.showsSub)
    let picture = MatrixPicture(base: base, answer: answer, showsSubtechniques: showsSub)
    switch format {
    case .text where invocation.has(.mini):
      MatrixMini(answer: answer, showsSubtechniques: showsSub).write(&output)
    case .text where output.isTerminal:
      MatrixText(answer: answer, showsSubtechniques: showsSub).write(&output)
    case .text, .tsv: data.table.write(.tsv, &output)
    case .csv: data.table.write(.csv, &output)
    case .jsonl: data.table.write(.jsonl, &output)
    case .json:
      output.json(.array([data.object]), isIndented: true)
      output.newline()
    case .markdown: MatrixMarkdown(base: base, answer: answer, showsSubtechniques: showsSub).write(&output)
    case .svg: output.append(invocation.has(.mini) ? MatrixMiniSVG(picture).bytes : MatrixSVG(picture).bytes)
    case .html: output.append(MatrixPage(picture).bytes)
    case .layer:
      let version = invocation.value(of: .layerVersion).flatMap(Layer.Version.init) ?? .current
      output.json(Layer(answer).value(version), isIndented: true)
      output.newline()
    }
    return ExitStatus(hasResults: true, isComplete: isComplete)
  }

  /// Why there is nothing to draw.
  private static func emptiness(
    _ answer: MatrixAnswer, _ filters: FilterSet, _ base: KnowledgeBase, asksForMarks: Bool
  ) -> String {
    let suffix = filters.isEmpty ? "" : " that matches \(filters.text)"
    return "no technique in \(base.releaseName)\(suffix)"
      + (asksForMarks ? " to mark" : filters.isEmpty ? " to draw" : "")
  }
}

/// How `matrix` prints its answer.
enum MatrixFormat: String, FormatChoice {
  case text, json, jsonl, csv, tsv, markdown, layer, svg, html

  var summary: String {
    switch self {
    case .text: "for reading; tsv in a pipe"
    case .json: "one array of one object"
    case .jsonl: "one technique of a column per line"
    case .csv: "RFC 4180"
    case .tsv: "one row per line, \\t and \\n escaped"
    case .markdown: "a section per tactic"
    case .layer: "for ATT&CK Navigator"
    case .svg: "a picture"
    case .html: "a page to search and filter"
    }
  }
}

extension Filter {
  /// The filters of techniques, but for `--sub`, which here shows sub-techniques.
  static let ofMatrix = Filter.all(of: [.technique]).filter { !$0.flags.contains(.sub) }
}

extension Flag {
  private static let marks = "Marks"
  private static let drawing = "Drawing"

  static let markedFor = Flag(
    "for", nil, .record([]), name: "ID", repeats: true, group: marks,
    help: "Mark the techniques of this case study, mitigation or tactic, or this technique; - and @FILE are lists.")
  static let markedDifference = Flag(
    "diff", nil, .source, name: "RELEASE", group: marks,
    help: "Mark what was added, changed or removed since this older release, directory or file.")
  static let onlyMarked = Flag("only", group: marks, help: "Leave out techniques that are not marked.")
  static let shadedBy = Flag(
    "by", nil, .choices(MatrixMeasure.allCases.map { Choice($0.rawValue) }), name: "MEASURE", group: drawing,
    help: "Shade techniques by this value, in five steps.")
  static let mini = Flag("mini", group: drawing, help: "Draw one sign per technique, three columns per tactic.")
  static let showsSub = Flag("sub", group: drawing, help: "Show sub-techniques below their techniques.")
  static let title = Flag(
    "title", nil, .text, name: "TEXT", group: drawing, help: "The title, and the name of a layer.")
  static let layerVersion = Flag(
    "layer-version", nil, .words(Layer.Version.allCases.map(\.rawValue)), name: "VERSION", group: "Format",
    help: "Version of the layer format: 4.5, or 4.3 for MITRE's ATLAS Navigator.")
}
