/// Many bytes at once.
extension System {
  /// Writes all of the bytes.
  ///
  /// A reader that went away ends the process, quietly: there is nobody left to write for.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    do throws(SystemError) {
      try write(bytes, to: descriptor, path: descriptor == standardOutput ? "standard output" : "standard error")
    } catch  where error.code == brokenPipe {
      exit(0)
    }
  }

  /// Writes all of the bytes to what `path` is the name of.
  package static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      let done = unsafe bytes.withUnsafeBytes { memory in
        unsafe write(descriptor, from: UnsafeRawBufferPointer(rebasing: memory[start...]))
      }
      guard done >= 0 else { throw SystemError(.write, path, Int32(truncatingIfNeeded: -done)) }
      start += done
    }
  }
}
