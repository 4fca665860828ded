extension String {
  /// The digits of a nonnegative number, padded with zeros to a width.
  package init(_ number: some BinaryInteger, paddedTo width: Int, radix: Int = 10, uppercase: Bool = false) {
    var digits: [UInt8] = []
    digits.append(digitsOf: number, paddedTo: width, radix: radix, uppercase: uppercase)
    self = String(decoding: digits, as: UTF8.self)
  }
}
