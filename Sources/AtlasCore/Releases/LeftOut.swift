/// What a release file holds that this version of the library does not know and leaves out, counted by name.
///
/// Later releases may have kinds of record, fields and relations that did not exist before. Everything known is read, and
/// this value is what to tell the user about the rest.
public struct LeftOut: Sendable, Equatable {
  /// The parts of a release file that can be unknown.
  public enum Part: String, CaseIterable, Sendable {
    /// The records of a kind.
    case records
    /// The relations of a type, or between kinds of record that the type did not connect before.
    case relations
    /// A field.
    case fields
  }

  /// Something unknown.
  public struct Item: Sendable, Equatable {
    /// What it is.
    public let part: Part
    /// Its name in the file, shortened if it is long.
    public let name: String
    /// How often it is in the file.
    public internal(set) var count: Int
  }

  /// The items in the order in which they first appear in the file.
  public private(set) var items: [Item] = []
  private var rows: [String: Int] = [:]

  /// Nothing.
  public init() {}

  /// Whether nothing was left out.
  public var isEmpty: Bool { items.isEmpty }

  mutating func add(_ part: Part, _ name: String, count: Int) {
    let key = "\(part.rawValue) \(name)"
    if let row = rows[key] {
      items[row].count += count
    } else {
      rows[key] = items.count
      items.append(Item(part: part, name: name, count: count))
    }
  }
}

extension LeftOut: CustomStringConvertible {
  /// How many names of each part the description has.
  private static let maximumNames = 8

  /// The names and counts on one line: records `software` (12); fields `risk` (3) and `tooling` (208).
  public var description: String {
    Part.allCases.compactMap { part -> String? in
      let items = items.filter { $0.part == part }
      guard !items.isEmpty else { return nil }
      var names = items.prefix(LeftOut.maximumNames).map { "`\($0.name)` (\($0.count))" }
      let rest = items.dropFirst(LeftOut.maximumNames)
      if !rest.isEmpty { names.append("\(rest.count) more (\(rest.reduce(0) { $0 + $1.count }))") }
      return "\(part.rawValue) \(names.listed("and"))"
    }.joined(separator: "; ")
  }
}
