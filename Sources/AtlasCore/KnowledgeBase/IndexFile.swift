/// The index of pages in a file that is used in place.
///
/// The file has a line with the form and the reader's version, a line with the stamp of the pages that it belongs to, a table
/// with its own length and a checksum of its head, and the index as `IndexWriter` makes it, but for a checksum behind each row.
/// It is there that it takes the fewest pages of memory. Numbers are those of `Table`, which are the same on every machine.
package enum IndexFile {
  /// The first line.
  ///
  /// The number changes with what the index holds or how pages are read, so that the index of another version of the program
  /// is made anew. A test notices such changes.
  static let mark: Bytes = "atlas index 2\n"

  private enum Head: Int, CaseIterable { case length, sum }

  /// The content of the file.
  ///
  /// - Parameters:
  ///   - image: what `IndexWriter` wrote.
  ///   - stamp: what identifies the pages, in a line.
  /// - Returns: the content.
  package static func write(_ image: [UInt8], stamp: String) -> [UInt8] {
    let image = Bytes(copying: image)
    let index = Index(image)
    let start = self.start(stamp)
    let tables = index.checkedTables
    let length =
      start.count + Table.width * Head.allCases.count + index.header.cells.count + tables.count + index.strings.count
    var file = Array(start)
    file.reserveCapacity(length)
    for number in [length, sum(start, length, index)] { Table.append(number, to: &file) }
    file.append(index.header.cells)
    file += tables
    file.append(index.strings)
    return file
  }

  /// The index that a file holds; nil when the file is damaged, incomplete, of another version or of other pages.
  ///
  /// It takes the same time for every file: rows are checked when they are read.
  ///
  /// - Parameters:
  ///   - file: the content of the file.
  ///   - stamp: what identifies the pages.
  ///   - remake: makes the index anew from the pages; called each time that a damaged row is read.
  /// - Returns: the index.
  package static func read(_ file: Bytes, stamp: String, remake: @escaping @Sendable () -> Index) -> Index? {
    let start = self.start(stamp)
    guard file.starts(with: start) else { return nil }
    var rest = file.dropFirst(start.count)
    guard rest.count >= Table.width * Head.allCases.count else { return nil }
    let head = Table(eating: &rest, rows: 1, columns: Head.allCases.count)
    guard head[0, Head.length.rawValue] == file.count, Index.isWhole(rest) else { return nil }
    let index = Index(rest, remake: remake)
    return head[0, Head.sum.rawValue] == sum(start, file.count, index) ? index : nil
  }

  private static func start(_ stamp: String) -> Bytes { Bytes(copying: Array(mark) + Array("\(stamp)\n".utf8)) }

  /// The checksum of the start of a file, its length, and the header of the index with the strings that it names.
  private static func sum(_ start: Bytes, _ length: Int, _ index: Index) -> Int {
    var sum = Checksum()
    sum.add(start)
    sum.add(length)
    for column in 0..<index.header.columns { sum.add(index.header[0, column]) }
    sum.add(index.string(index[.versionStart], index[.versionLength]))
    sum.add(index.string(index[.dateStart], index[.dateLength]))
    return sum.value
  }
}

extension Index {
  /// Whether `image` is long enough for the tables with checksums that its header announces.
  fileprivate static func isWhole(_ image: Bytes) -> Bool {
    var rest = image
    let columns = Header.allCases.count
    guard image.count >= Table.width * columns else { return false }
    let header = Table(eating: &rest, rows: 1, columns: columns)
    let counts = [Header.sources, .records, .edges, .relations].map { header[0, $0.rawValue] }
    let widths = [
      SourceColumn.allCases.count, RecordColumn.allCases.count, EdgeColumn.allCases.count,
      RelationColumn.allCases.count,
    ]
    // A number of a table is below 2^45, so that no product overflows.
    return zip(counts, widths).reduce(0) { $0 + $1.0 * ($1.1 + 1) } <= rest.count / Table.width
  }
}
