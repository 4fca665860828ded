import AtlasCore

/// One way to narrow a list of records, declared: its flags, the kinds of record that it is for, and what it asks.
///
/// Records of other kinds do not pass. Several values of one filter are alternatives; different filters must all be
/// passed.
struct Filter: Sendable {
  /// Its flag, or a flag and the one that says the opposite, of which the last given counts.
  let flags: [Flag]
  /// The kinds of record that have what it asks for.
  let kinds: [RecordKind]
  /// Makes the test that the flags of an invocation ask for.
  let make: @Sendable (Invocation, KnowledgeBase, inout Output) throws(Failure) -> Test

  /// What is asked of a record.
  struct Test: Sendable {
    /// What the index can answer; nil when there is nothing to ask it.
    var known: (@Sendable (RecordID) -> Bool)?
    /// What only the record's page can answer; nil when it need not be read.
    var read: (@Sendable (Record) -> Bool)?
    /// Whether every word given stood for a record; the others are said on stderr.
    var isComplete = true
  }

  /// The filter's own flag.
  var flag: Flag { flags[0] }
}

extension Filter {
  /// A filter by a yes or no that the index knows, with a flag for each.
  static func either(
    _ yes: Flag, _ no: Flag, of kinds: [RecordKind],
    holds: @escaping @Sendable (RecordID, KnowledgeBase, Invocation) -> Bool
  ) -> Filter {
    Filter(flags: [yes, no], kinds: kinds) { invocation, base, _ throws(Failure) in
      let wanted = invocation.last(of: yes, no) == yes
      return Test(known: { holds($0, base, invocation) == wanted })
    }
  }

  /// A filter by a relation to one of the records that the values name.
  static func related(
    _ flag: Flag, by kind: RecordKind, of kinds: [RecordKind],
    holds: @escaping @Sendable (RecordID, [RecordID], KnowledgeBase) -> Bool
  ) -> Filter {
    Filter(flags: [flag], kinds: kinds) { invocation, base, output throws(Failure) in
      let named = try invocation.records(invocation.values(of: flag), among: [kind], in: base, &output)
      return Test(known: { holds($0, named.ids, base) }, isComplete: named.isComplete)
    }
  }

  /// A filter by words of the records' metadata.
  static func values(_ flag: Flag, _ property: Property) -> Filter {
    Filter(flags: [flag], kinds: property.kinds) { invocation, base, _ throws(Failure) in
      let table = property.table(of: base)
      let chosen = try property.values(invocation, flag, among: Property.values(of: table))
      let ids = Set(table.filter { row in row.values.contains { chosen.contains($0) } }.map(\.id))
      return Test(known: { ids.contains($0) })
    }
  }

  /// A filter by one of a record's dates.
  static func date(
    _ flag: Flag, of kinds: [RecordKind], date: @escaping @Sendable (Record) -> PartialDate?,
    fits: @escaping @Sendable (PartialDate, PartialDate) -> Bool
  ) -> Filter {
    Filter(flags: [flag], kinds: kinds) { invocation, _, _ throws(Failure) in
      let bound = invocation.value(of: flag).flatMap { PartialDate($0) }
      return Test(read: { record in
        guard let bound, let date = date(record) else { return false }
        return fits(date, bound)
      })
    }
  }
}
