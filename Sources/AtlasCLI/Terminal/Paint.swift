import AtlasCore

/// The bytes that make a terminal show a role: ECMA-48 renditions, and OSC 8 hyperlinks.
enum Paint {
  static func begin(_ role: Role, in buffer: inout [UInt8], color: Bool) {
    guard color, role != .prose else { return }
    buffer.append("\u{1B}[")
    buffer.append(Bytes(role.rendition))
    buffer.append("m")
  }

  static func end(_ role: Role, in buffer: inout [UInt8], color: Bool) {
    if color, role != .prose { buffer.append("\u{1B}[0m") }
  }

  /// Makes what follows a link to the official page of a record.
  static func beginLink(_ id: RecordID, in buffer: inout [UInt8], color: Bool) {
    guard color else { return }
    buffer.append("\u{1B}]8;;")
    buffer.append(contentsOf: id.url.utf8)
    buffer.append("\u{1B}\\")
  }

  static func endLink(in buffer: inout [UInt8], color: Bool) {
    if color { buffer.append("\u{1B}]8;;\u{1B}\\") }
  }
}
