/// A release of ATLAS as a file holds it: every record, relation, text and reference, whatever the form of the file.
///
/// Texts are markdown as in the file, with links of the official site (`[Name](/techniques/AML.T0005)`), without the
/// blanks and line ends around them. What a file does not say is nil or empty; nothing is made up.
public struct ReleaseFile: Sendable, Equatable {
  /// The version of the form that the file has, `6.0.0`; nil for the forms before 6, which had none.
  public var formatVersion: Bytes?
  /// What the file says of the release as a whole.
  public var collection: Part
  /// What it says of the matrix.
  public var matrix: Part?
  /// The tactics in the order of the matrix.
  public var tactics: [Tactic] = []
  /// The techniques and sub-techniques, by id.
  public var techniques: [Technique] = []
  /// The mitigations, by id.
  public var mitigations: [Mitigation] = []
  /// The case studies, by id.
  public var caseStudies: [CaseStudy] = []
  /// Former names and retired ids, which only files that were exported here tell.
  public var history: [History.Change] = []

  /// The version of the content: `2026.09`, `5.6.0`.
  public var version: Bytes? { collection.version }
  /// The day of the release, which only files of format 6 tell.
  public var date: PartialDate? { collection.modified }

  /// The release as a whole, or its matrix.
  public struct Part: Sendable, Equatable {
    /// The id, `ATLAS`, which is of no form that a record's has.
    public var id: Bytes
    /// The name.
    public var name: Bytes
    /// The identifier that the file gives it elsewhere.
    public var uuid: Bytes?
    /// What it is.
    public var description: Bytes = .empty
    /// The version of the content.
    public var version: Bytes?
    /// When it first came out.
    public var created: PartialDate?
    /// When it last changed.
    public var modified: PartialDate?
    /// What it refers to.
    public var references: [Reference] = []
  }

  /// What all kinds of record share.
  public struct Entry: Sendable, Equatable {
    /// The id.
    public var id: RecordID
    /// The name: for a sub-technique, without the parent's.
    public var name: Bytes
    /// The word that stands for the record in addresses, where it is another than its name makes; empty for none.
    ///
    /// Only files that were exported here tell.
    public var slug: Bytes?
    /// The identifier that the file gives the record elsewhere.
    public var uuid: Bytes?
    /// The description.
    public var description: Bytes = .empty
    /// When the record was made.
    public var created: PartialDate?
    /// When it last changed.
    public var modified: PartialDate?
    /// The record of ATT&CK that it corresponds to.
    public var attackReference: AttackReference?
    /// What it refers to, in order.
    public var references: [Reference] = []
  }

  /// A source.
  public struct Reference: Sendable, Equatable {
    /// The name by which the record's text may cite it, `ref-1`.
    public var id: Bytes?
    /// What the source is called; empty when there is only an address.
    public var title: Bytes
    /// Where it is found.
    public var url: Bytes?
  }

  /// A column of the matrix.
  public struct Tactic: Sendable, Equatable {
    /// What all kinds share.
    public var entry: Entry
  }

  /// A technique or sub-technique.
  public struct Technique: Sendable, Equatable {
    /// What all kinds share.
    public var entry: Entry
    /// The technique that this one specializes.
    public var parent: RecordID?
    /// The tactics that it achieves.
    public var tactics: [RecordID] = []
    /// The kinds of system that it applies to.
    public var platforms: [Bytes] = []
    /// How much it has been seen, in lower case: `realized`.
    public var maturity: Bytes?
  }

  /// A measure against techniques.
  public struct Mitigation: Sendable, Equatable {
    /// What all kinds share.
    public var entry: Entry
    /// What sort of measure it is.
    public var categories: [Bytes] = []
    /// In which phases of a system's life it is applied.
    public var lifecycle: [Bytes] = []
    /// What it helps against.
    public var uses: [Use] = []
  }

  /// How a mitigation applies to a technique.
  public struct Use: Sendable, Equatable {
    /// The technique.
    public var technique: RecordID
    /// How the mitigation applies; empty when the file does not say.
    public var text: Bytes
  }

  /// An incident or exercise.
  public struct CaseStudy: Sendable, Equatable {
    /// What all kinds share.
    public var entry: Entry
    /// What sort of event it was, in lower case: `incident`, `exercise`.
    public var type: Bytes?
    /// When it happened: as many parts as the file writes, of which `granularity` says how many count.
    public var date: PartialDate?
    /// How much of `date` is meant; nil when the file does not say.
    public var granularity: PartialDate.Granularity?
    /// Who attacked.
    public var actor: Bytes?
    /// What was attacked.
    public var target: Bytes?
    /// Who reported it.
    public var reporter: Bytes?
    /// The steps in the order in which they were taken.
    public var steps: [Step] = []
  }

  /// A step of a procedure.
  public struct Step: Sendable, Equatable {
    /// The tactic that the step serves.
    public var tactic: RecordID?
    /// The technique that was employed.
    public var technique: RecordID
    /// What was done.
    public var text: Bytes
    /// Which steps it leads to, as indices into the steps; mostly just the next.
    public var leadsTo: [Int]
  }
}

extension ReleaseFile.CaseStudy {
  /// The date without the parts that the file writes but does not mean: `2020` for 2020-01-01 of granularity year.
  public var meantDate: PartialDate? {
    guard let date else { return nil }
    switch granularity {
    case .year: return PartialDate(year: date.year)
    case .month: return PartialDate(year: date.year, month: date.month)
    case .day, nil: return date
    }
  }
}
