public import AtlasCore

extension KnowledgeBase {
  /// The knowledge base that is compiled into the binary: no file is read, and nothing is set up, to ask it.
  public static var bundled: KnowledgeBase {
    KnowledgeBase(text: Bytes(Bundle.text), index: Bytes(Bundle.index), wording: .summary)
  }
}
