import AtlasCore

/// A filter on the command line: its flags, and the condition of `RecordFilter` that they set.
struct Filter: Sendable {
  /// Its flag, or a flag and its opposite, of which the last given counts.
  let flags: [Flag]
  /// The kinds of record that can pass.
  let kinds: [RecordKind]
  /// Sets the condition for the values given.
  ///
  /// - Returns: false when a value names no record, which is then reported on stderr.
  let set: @Sendable (inout RecordFilter, Invocation, KnowledgeBase, inout Output) throws(Failure) -> Bool

  /// The filter's own flag.
  var flag: Flag { flags[0] }
}

extension Filter {
  /// A condition on values that the parser has checked.
  static func values(
    _ flag: Flag, of kinds: [RecordKind], _ set: @escaping @Sendable (inout RecordFilter, [String]) -> Void
  ) -> Filter {
    Filter(flags: [flag], kinds: kinds) { filter, invocation, _, _ throws(Failure) in
      set(&filter, invocation.values(of: flag))
      return true
    }
  }

  /// A condition on metadata of which a release decides the values.
  static func property(
    _ flag: Flag, _ property: RecordProperty, _ condition: any WritableKeyPath<RecordFilter, [String]?> & Sendable
  ) -> Filter {
    values(flag, of: property.kinds) { filter, values in filter[keyPath: condition] = values }
  }

  /// A yes or no, with a flag for each.
  static func either(
    _ yes: Flag, _ no: Flag, _ condition: any WritableKeyPath<RecordFilter, Bool?> & Sendable
  ) -> Filter {
    Filter(flags: [yes, no], kinds: [.technique]) { filter, invocation, _, _ throws(Failure) in
      filter[keyPath: condition] = invocation.last(of: yes, no) == yes
      return true
    }
  }

  /// A relation to one of the records that the values name.
  static func related(
    _ flag: Flag, by kind: RecordKind, _ condition: any WritableKeyPath<RecordFilter, [RecordID]?> & Sendable
  ) -> Filter {
    Filter(flags: [flag], kinds: [.technique]) { filter, invocation, base, output throws(Failure) in
      let named = try invocation.records(invocation.values(of: flag), among: [kind], in: base, &output)
      filter[keyPath: condition] = named.ids
      return named.isComplete
    }
  }

  /// A bound for one of a record's dates.
  static func date(
    _ flag: Flag, of kinds: [RecordKind], _ condition: any WritableKeyPath<RecordFilter, PartialDate?> & Sendable
  ) -> Filter {
    values(flag, of: kinds) { filter, values in filter[keyPath: condition] = values.last.flatMap { PartialDate($0) } }
  }
}
