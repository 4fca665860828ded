package import AtlasCore

/// Reads whole files.
extension System {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - limit: the maximum size in bytes; a longer file is an error.
  ///   - regularOnly: whether anything but a regular file is an error, as it must be for a path that the user did not
  ///     name: a pipe would keep the reader waiting.
  /// - Returns: the content of the file.
  /// - Throws: if the file cannot be read or is too long.
  package static func read(_ path: String, limit: Int, regularOnly: Bool = false) throws(SystemError) -> Bytes {
    let descriptor = try regularOnly ? open(.file, at: Bytes(copying: path)) : open(path)
    defer { closeDescriptor(descriptor) }
    return try read(descriptor, path, limit)
  }

  /// Reads standard input to its end.
  package static func readInput(limit: Int) throws(SystemError) -> Bytes {
    try read(standardInput, "standard input", limit)
  }

  /// Reads what is at hand on standard input, and waits when nothing is; empty at its end.
  package static func readInputPart() throws(SystemError) -> [UInt8] {
    var got = 0
    let part = unsafe [UInt8](unsafeUninitializedCapacity: 64 << 10) { memory, count in
      got = unsafe read(standardInput, into: UnsafeMutableRawBufferPointer(memory))
      count = max(got, 0)
    }
    guard got >= 0 else { throw SystemError(.read, "standard input", Int32(truncatingIfNeeded: -got)) }
    return part
  }

  private static func read(_ descriptor: Int32, _ path: String, _ limit: Int) throws(SystemError) -> Bytes {
    let size = size(of: descriptor)
    if let size, size > limit { throw .tooLong(path, limit: limit) }
    // One byte more than the size, to detect the end without growing the block. A pipe has no size.
    var storage = Bytes.Storage(count: size.map { $0 + 1 } ?? 64 << 10)
    var count = 0
    while true {
      let got = unsafe read(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: storage.memory[count...]))
      if got == 0 { break }
      count += max(got, 0)
      if got < 0 || count > limit {
        throw got < 0 ? SystemError(.read, path, Int32(truncatingIfNeeded: -got)) : .tooLong(path, limit: limit)
      }
      if unsafe count == storage.memory.count {
        let larger = Bytes.Storage(count: 2 * count > limit - count ? limit + 1 : 2 * count)
        unsafe larger.memory.copyMemory(from: UnsafeRawBufferPointer(storage.memory))
        storage = larger
      }
    }
    return storage.bytes(count)
  }
}

/// Writes any number of bytes.
extension System {
  /// Writes all bytes to standard output or standard error.
  ///
  /// If the reader has closed the pipe, the process exits with status 0, because nothing else is left to do.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    do throws(SystemError) {
      try write(bytes, to: descriptor, path: descriptor == standardOutput ? "standard output" : "standard error")
    } catch  where error.code == brokenPipe {
      exit(0)
    }
  }

  /// Writes all bytes to the file at `path`, which is open at `descriptor`.
  ///
  /// - Parameters:
  ///   - bytes: the content.
  ///   - descriptor: the open file.
  ///   - path: its path, for messages.
  ///   - limit: the number of bytes to write at once.
  /// - Throws: if not everything can be written.
  package static func write(
    _ bytes: [UInt8], to descriptor: Int32, path: String, atOnce limit: Int = .max
  ) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start &+ min(limit, bytes.count))
      let done = unsafe bytes.withUnsafeBytes { memory in
        unsafe write(descriptor, from: UnsafeRawBufferPointer(rebasing: memory[start..<end]))
      }
      guard done >= 0 else { throw SystemError(.write, path, Int32(truncatingIfNeeded: -done)) }
      start += done
    }
  }
}
