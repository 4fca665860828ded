extension String {
  /// The digits of a nonnegative number, padded with zeros to a width.
  package init(_ number: some BinaryInteger, paddedTo width: Int, radix: Int = 10, uppercase: Bool = false) {
    let digits = String(number, radix: radix, uppercase: uppercase)
    self = String(repeating: "0", count: Swift.max(0, width - digits.utf8.count)) + digits
  }
}
