import AtlasFiles

/// A line on stderr with the progress of a long scan, shown on a terminal after a second.
///
/// A class, because the thread that reads updates it, and the run that started the thread removes it.
final class Progress: @unchecked Sendable {
  private let isShown: Bool
  private var last: Int
  /// Whether the run was found to be long.
  private var isLong = false
  private var isOnScreen = false
  private var done = (files: 0, bytes: 0)
  private var current = (files: 0, bytes: 0)

  init(isShown: Bool) {
    self.isShown = isShown
    last = isShown ? System.now() : 0
  }

  /// Counts the work of one thread, extrapolated to all.
  func estimate(files: Int = 0, bytes: Int) {
    guard isShown else { return }
    current.files += files
    current.bytes += bytes
    let now = System.now()
    guard now - last >= (isLong ? 100_000_000 : 1_000_000_000) else { return }
    last = now
    (isLong, isOnScreen) = (true, true)
    write("\r\u{1B}[Katlas: \(done.files + current.files) files, \(Progress.size(done.bytes + current.bytes))")
  }

  /// Replaces the estimates by what was done.
  func count(files: Int, bytes: Int) {
    done = (done.files + files, done.bytes + bytes)
    current = (0, 0)
  }

  /// Removes the line from the screen.
  func hide() {
    if isOnScreen { write("\r\u{1B}[K") }
    isOnScreen = false
  }

  private func write(_ text: String) { try? System.write(Array(text.utf8), to: System.standardError) }

  /// Bytes as people count them: `812 kB`, `1.4 GB`.
  static func size(_ bytes: Int) -> String {
    guard bytes >= 1000 else { return "\(bytes) B" }
    let units = ["kB", "MB", "GB", "TB"]
    var (tenths, unit) = (bytes / 100, 0)
    while tenths >= 10_000, unit + 1 < units.count {
      tenths /= 1000
      unit += 1
    }
    return tenths >= 1000 ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
