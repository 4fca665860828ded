import AtlasCore

/// From the words of a command line to marks in the matrix.
extension Invocation {
  /// The marks that `words` name; problems are reported on stderr, and the other words still count.
  ///
  /// - Parameters:
  ///   - words: ids or names, lists of them with commas, `-` for standard input, or `@` and a file: a list, a table or
  ///     a layer.
  ///   - base: the knowledge base to look in.
  ///   - output: gets the remarks.
  /// - Returns: the marks, and whether every word named a technique.
  /// - Throws: when standard input or a file cannot be read, or is not a list or a layer of this matrix.
  func marks(
    _ words: [String], in base: KnowledgeBase, _ output: inout Output
  ) throws(Failure) -> (marks: [MatrixMark], isComplete: Bool) {
    var reader = MarkListReader(base)
    for word in words {
      guard let list = try RecordListFile(word, self) else {
        reader.take(word)
        continue
      }
      let before = reader.selector.selection.count
      do throws(LayerError) {
        try reader.take(list: list.text, source: list.name)
      } catch {
        throw Failure("\(list.name): \(error)")
      }
      if reader.selector.hasTooManyMisses { throw Failure.tooManyMisses }
      if reader.selector.selection.count == before { output.note("\(list.name) holds no ids") }
    }
    output.note(reader, base, environment.today())
    return (reader.marks, reader.selector.selection.isComplete)
  }

  /// The marks of a layer, or of an array of layers, in a file or for `-` on standard input, as `marks` returns them.
  func marks(
    ofLayer path: String, in base: KnowledgeBase, _ output: inout Output
  ) throws(Failure) -> (marks: [MatrixMark], isComplete: Bool) {
    var reader = MarkListReader(base)
    if let file = try RecordListFile(path == "-" ? path : "@" + path, self) {
      do throws(LayerError) {
        reader.take(try Layer.layers(try Layer.value(of: file.text), in: file.text), source: file.name)
      } catch {
        throw Failure("\(file.name): \(error)")
      }
      if reader.selector.hasTooManyMisses { throw Failure.tooManyMisses }
    }
    output.note(reader, base, environment.today())
    return (reader.marks, reader.selector.selection.isComplete)
  }
}

extension Output {
  /// Reports what a reader of marks found odd; of remarks about layers, the first ten.
  fileprivate mutating func note(_ reader: MarkListReader, _ base: KnowledgeBase, _ today: Int) {
    let kinds = [RecordKind.technique]
    for remark in reader.layerRemarks.prefix(10) { note(remark) }
    if reader.layerRemarks.count > 10 { note("… and \(reader.layerRemarks.count - 10) more like these") }
    note(reader.selector.selection.remarks[...], kinds, base)
    note(leftOut: reader.selector, kinds)
    if let id = reader.selector.selection.remarks.lazy.compactMap(\.missingID).first {
      explain(missing: id, in: base, today: today)
    }
  }
}

extension Flag {
  static let layer = Flag(
    "layer", nil, .file, name: "FILE", group: "Relations",
    help: "Only the techniques that a layer of ATT&CK Navigator marks, with its scores; - is standard input.")
}
