package dev.bailey.engine.deps;

/// How much the packages of a project may be.
///
/// @param bytes of one package, unpacked
/// @param allBytes of all packages of a project together, unpacked
/// @param remedy how these two are raised, for messages; empty where they are fixed
public record PackageLimits(long bytes, long allBytes, String remedy) {
  private static final long MIB = 1L << 20;

  /// What a hub may say about one package, or of all names that it knows.
  static final long INDEX_BYTES = 32 * MIB;

  /// The files of one package.
  static final int FILES = 20_000;

  /// Packages that ask for ever more others come to an end.
  static final int PACKAGES = 500;

  /// 64 MiB, many times the largest package of the hub, and 256 MiB in all.
  public static PackageLimits standard() {
    return ofMebibytes(64, 256, "");
  }

  /// So many MiB each, and in all.
  public static PackageLimits ofMebibytes(int each, int all, String remedy) {
    return new PackageLimits(each * MIB, all * MIB, remedy);
  }

  /// A size for messages.
  static String words(long bytes) {
    return bytes < MIB ? bytes + " bytes" : bytes / MIB + " MiB";
  }

  /// What to say of something that is larger.
  DepsException tooLarge(String what) {
    return new DepsException((what + " " + remedy).strip());
  }
}
