package dev.bailey.appliance.image;

import java.util.List;

/// One line of `base.lock`: a package of Debian, pinned by its checksum.
///
/// @param use what the image takes from it
/// @param sha256 of the `.deb`, in lower-case hexadecimal
record DebianPackage(Use use, String name, String version, String architecture, String sha256) {

  /// What the image takes from a package.
  enum Use {
    /// Its shared libraries.
    LIBRARY,
    /// Its public certificates.
    ROOTS
  }

  /// The file's name as `apt-get download` writes it.
  String file() {
    return "%s_%s_%s.deb".formatted(name, version.replace(":", "%3a"), architecture);
  }

  static List<DebianPackage> read(List<String> lock) {
    return lock.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(DebianPackage::line)
        .toList();
  }

  private static DebianPackage line(String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length != 5) {
      throw new ImageException("base.lock: five words expected in: " + line);
    }
    Use use =
        switch (words[0]) {
          case "library" -> Use.LIBRARY;
          case "roots" -> Use.ROOTS;
          default -> throw new ImageException("base.lock: unknown use in: " + line);
        };
    return new DebianPackage(use, words[1], words[2], words[3], words[4]);
  }
}
