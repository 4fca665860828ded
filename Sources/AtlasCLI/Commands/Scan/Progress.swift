import AtlasFiles

/// A line on stderr that says how far a long run has come; it is there only on a terminal, and only after a second.
///
/// A class, since the thread that reads tells it, and the run that started the thread takes it off the screen.
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

  /// Counts what one of the threads has done, which stands for all of them.
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

  /// Counts what all have done, in place of the estimates.
  func count(files: Int, bytes: Int) {
    done = (done.files + files, done.bytes + bytes)
    current = (0, 0)
  }

  /// Takes the line off the screen, so that something else can stand there.
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
