public import AtlasCore

/// The pages that are compiled into the binary.
public enum Pages {
  /// Their text, one page after the other.
  public static var text: Bytes { Bytes(Bundle.text) }
}
