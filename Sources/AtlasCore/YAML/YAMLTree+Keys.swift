/// Checks the whole tree for duplicate keys.
extension YAMLTree {
  /// Throws if a map has a key twice.
  ///
  /// Small maps, which are nearly all, are compared pair by pair. Larger ones use a hash table, so that the time stays
  /// linear.
  func refuseDuplicateKeys() throws(YAMLError) {
    for map in nodes where map.kind == .map && map.end > 1 {
      if map.end > 16 { try refuseByTable(map) } else { try refuseByPairs(map) }
    }
  }

  private func refuseByPairs(_ map: Node) throws(YAMLError) {
    var later = map.first
    while later >= 0 {
      let key = nodes[Int(later)]
      let name = text(of: key)
      var earlier = map.first
      while earlier != later {
        let other = nodes[Int(earlier)]
        if other.end - other.first == key.end - key.first, text(of: other) == name { throw duplicate(key, of: other) }
        earlier = nodes[Int(other.next)].next
      }
      later = nodes[Int(key.next)].next
    }
  }

  private func refuseByTable(_ map: Node) throws(YAMLError) {
    var seen: [Bytes: Int32] = [:]
    seen.reserveCapacity(Int(map.end))
    var index = map.first
    while index >= 0 {
      let key = nodes[Int(index)]
      if let other = seen.updateValue(index, forKey: text(of: key)) { throw duplicate(key, of: nodes[Int(other)]) }
      index = nodes[Int(key.next)].next
    }
  }

  private func duplicate(_ key: Node, of other: Node) -> YAMLError {
    let first = source.position(of: Int(other.place)).line
    return error(.duplicateKey(YAMLError.excerpt(text(of: key)), firstLine: first), at: Int(key.place))
  }
}
