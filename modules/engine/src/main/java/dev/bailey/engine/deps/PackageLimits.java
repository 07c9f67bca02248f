package dev.bailey.engine.deps;

/// How large packages may be.
///
/// @param bytes of one package, unpacked
/// @param files of one package
public record PackageLimits(long bytes, int files) {
  private static final long MIB = 1L << 20;

  /// What a hub may say about one package, or of all names that it knows.
  static final long INDEX_BYTES = 32 * MIB;

  /// 64 MiB and 20,000 files: many times the largest package of the hub.
  public static PackageLimits standard() {
    return ofMebibytes(64);
  }

  /// So many MiB, and 20,000 files.
  public static PackageLimits ofMebibytes(int mebibytes) {
    return new PackageLimits(mebibytes * MIB, 20_000);
  }
}
