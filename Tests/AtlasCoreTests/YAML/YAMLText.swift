import AtlasCore

/// A YAML document in one line, so that a table of cases can say what it expects: text in `<>`, `~` for nothing.
func outline(_ yaml: String) throws -> String { outline(try YAMLTree(Bytes(copying: yaml)).root) }

func outline(_ value: YAMLValue) -> String {
  switch value.kind {
  case .null: "~"
  case .text: "<\(value.text?.string ?? "")>"
  case .list: "[" + value.elements.map(outline).joined(separator: " ") + "]"
  case .map: "{" + value.pairs.map { outline($0.key) + ":" + outline($0.value) }.joined(separator: " ") + "}"
  }
}

/// What the reader says about a document that it refuses; `read` when it takes it.
func complaint(_ yaml: [UInt8]) -> String {
  do {
    _ = try YAMLTree(Bytes(copying: yaml))
    return "read"
  } catch {
    return "\(error)"
  }
}

func complaint(_ yaml: String) -> String { complaint(Array(yaml.utf8)) }

/// Numbers that look random and are the same in every run.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
