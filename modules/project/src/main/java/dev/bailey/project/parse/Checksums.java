package dev.bailey.project.parse;

import dev.bailey.project.manifest.Checksum;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// dbt's checksums of files.
final class Checksums {
  private Checksums() {}

  /// Of a file of code or properties: white space counts as one space, so that reformatting changes
  /// nothing.
  static Checksum ofText(String text) {
    return new Checksum("sha256", sha256(collapsed(text)));
  }

  /// Of a seed: line ends and white space around it do not count.
  ///
  /// @param largest how many bytes are looked at; a seed that has more is known by its path only. 0
  ///   for any number
  static Checksum ofSeed(String path, byte[] bytes, long largest) {
    if (largest != 0 && bytes.length > largest) {
      return new Checksum("path", path);
    }
    String text = new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    return new Checksum("sha256", sha256(PythonSpace.strip(text)));
  }

  /// Python's `' '.join(text.split())`.
  private static String collapsed(String text) {
    var out = new StringBuilder(text.length());
    boolean space = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (PythonSpace.is(c)) {
        space = true;
      } else {
        if (space && !out.isEmpty()) {
          out.append(' ');
        }
        space = false;
        out.append(c);
      }
    }
    return out.toString();
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
