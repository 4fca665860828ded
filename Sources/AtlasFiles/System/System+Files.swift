package import AtlasCore

/// Whole files.
extension System {
  /// The content of a file.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - limit: how many bytes it may have; a longer file is refused, not cut.
  /// - Returns: the content.
  /// - Throws: when it cannot be read, or is too long.
  package static func read(_ path: String, limit: Int) throws(SystemError) -> Bytes {
    let descriptor = try open(path)
    defer { closeDescriptor(descriptor) }
    return try read(descriptor, path, limit)
  }

  /// Standard input to its end.
  package static func readInput(limit: Int) throws(SystemError) -> Bytes {
    try read(standardInput, "standard input", limit)
  }

  private static func read(_ descriptor: Int32, _ path: String, _ limit: Int) throws(SystemError) -> Bytes {
    let size = size(of: descriptor)
    if let size, size > limit { throw SystemError(.read, path, tooLarge) }
    // One byte more than the size, to see the end without growing; a pipe has no size.
    var storage = Bytes.Storage(count: size.map { $0 + 1 } ?? 64 << 10)
    var count = 0
    while true {
      let got = unsafe read(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: storage.memory[count...]))
      if got == 0 { break }
      count += max(got, 0)
      if got < 0 || count > limit {
        throw SystemError(.read, path, got < 0 ? Int32(truncatingIfNeeded: -got) : tooLarge)
      }
      if unsafe count == storage.memory.count {
        let larger = Bytes.Storage(count: 2 * count)
        unsafe larger.memory.copyMemory(from: UnsafeRawBufferPointer(storage.memory))
        storage = larger
      }
    }
    return storage.bytes(count)
  }
}

/// Many bytes at once.
extension System {
  /// Writes all of the bytes.
  ///
  /// A reader that went away ends the process, quietly: there is nothing left to write for.
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
