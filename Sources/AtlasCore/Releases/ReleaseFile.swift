/// The content of an ATLAS release file of any format: all records, relations, texts and references.
///
/// Texts are Markdown with links of the official site (`[Name](/techniques/AML.T0005)`) and without whitespace around
/// them. Missing values are nil or empty.
public struct ReleaseFile: Sendable, Equatable {
  /// The version of the file format, `6.0.0`; nil for formats before 6, which have no version.
  public var formatVersion: Bytes?
  /// The release as a whole.
  public var collection: Part
  /// The matrix.
  public var matrix: Part?
  /// The tactics in the order of the matrix.
  public var tactics: [Tactic] = []
  /// The techniques and sub-techniques, by id.
  public var techniques: [Technique] = []
  /// The mitigations, by id.
  public var mitigations: [Mitigation] = []
  /// The case studies, by id.
  public var caseStudies: [CaseStudy] = []
  /// Former names and retired ids; only files from ``ReleaseWriter`` have them.
  public var history: [History.Change] = []

  /// The version of the content: `2026.09`, `5.6.0`.
  public var version: Bytes? { collection.version }
  /// The date of the release; only files in format 6 have it.
  public var date: PartialDate? { collection.modified }

  /// The release as a whole, or its matrix.
  public struct Part: Sendable, Equatable {
    /// The id, `ATLAS`, which is not the id of a record.
    public var id: Bytes
    /// The name.
    public var name: Bytes
    /// The UUID.
    public var uuid: Bytes?
    /// The description.
    public var description: Bytes = .empty
    /// The version of the content.
    public var version: Bytes?
    /// The date of the first version.
    public var created: PartialDate?
    /// The date of the last change.
    public var modified: PartialDate?
    /// The references.
    public var references: [Reference] = []
  }

  /// The fields that all kinds of record have.
  public struct Entry: Sendable, Equatable {
    /// The id.
    public var id: RecordID
    /// The name; for a sub-technique, without the parent's name.
    public var name: Bytes
    /// The slug if it differs from the one made from the name; empty if the record has no slug.
    ///
    /// Only files from ``ReleaseWriter`` have it.
    public var slug: Bytes?
    /// The UUID.
    public var uuid: Bytes?
    /// The description.
    public var description: Bytes = .empty
    /// The date on which the record was created.
    public var created: PartialDate?
    /// The date of the last change.
    public var modified: PartialDate?
    /// The corresponding record of ATT&CK.
    public var attackReference: AttackReference?
    /// The references, in order.
    public var references: [Reference] = []
    /// Whose words the texts are; only files written by ``ReleaseWriter`` say so.
    public var wording = Wording.official
  }

  /// A reference to a source.
  public struct Reference: Sendable, Equatable {
    /// The id by which the text of the record can cite it, `ref-1`.
    public var id: Bytes?
    /// The title; empty if there is only a URL.
    public var title: Bytes
    /// The URL.
    public var url: Bytes?
  }

  /// A tactic.
  public struct Tactic: Sendable, Equatable {
    /// The fields that all kinds of record have.
    public var entry: Entry
  }

  /// A technique or sub-technique.
  public struct Technique: Sendable, Equatable {
    /// The fields that all kinds of record have.
    public var entry: Entry
    /// The parent of a sub-technique.
    public var parent: RecordID?
    /// The tactics.
    public var tactics: [RecordID] = []
    /// The platforms.
    public var platforms: [Bytes] = []
    /// The maturity, in lower case: `realized`.
    public var maturity: Bytes?
  }

  /// A mitigation.
  public struct Mitigation: Sendable, Equatable {
    /// The fields that all kinds of record have.
    public var entry: Entry
    /// The categories.
    public var categories: [Bytes] = []
    /// The lifecycle phases in which it is applied.
    public var lifecycle: [Bytes] = []
    /// The techniques that it mitigates.
    public var uses: [Use] = []
  }

  /// How a mitigation applies to a technique.
  public struct Use: Sendable, Equatable {
    /// The technique.
    public var technique: RecordID
    /// How it applies; empty if the file has no text.
    public var text: Bytes
  }

  /// A case study.
  public struct CaseStudy: Sendable, Equatable {
    /// The fields that all kinds of record have.
    public var entry: Entry
    /// The type, in lower case: `incident`, `exercise`.
    public var type: Bytes?
    /// The date as in the file; `granularity` says which parts count.
    public var date: PartialDate?
    /// Which parts of `date` count; nil if unknown.
    public var granularity: PartialDate.Granularity?
    /// The actor.
    public var actor: Bytes?
    /// The target.
    public var target: Bytes?
    /// The reporter.
    public var reporter: Bytes?
    /// The steps of the attack, in order.
    public var steps: [Step] = []
  }

  /// A step of a procedure.
  public struct Step: Sendable, Equatable {
    /// The tactic.
    public var tactic: RecordID?
    /// The technique.
    public var technique: RecordID
    /// What the adversary did.
    public var text: Bytes
    /// The indices of the next steps; usually only one.
    public var leadsTo: [Int]
  }
}

extension ReleaseFile.CaseStudy {
  /// The date without the parts that do not count: `2020` for 2020-01-01 with granularity year.
  public var meantDate: PartialDate? {
    guard let date else { return nil }
    switch granularity {
    case .year: return PartialDate(year: date.year)
    case .month: return PartialDate(year: date.year, month: date.month)
    case .day, nil: return date
    }
  }
}
