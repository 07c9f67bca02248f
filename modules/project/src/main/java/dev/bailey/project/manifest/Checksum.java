package dev.bailey.project.manifest;

/// How a change of a file is noticed.
///
/// @param name `sha256`, `path` for a seed beyond the size limit, or `none`
public record Checksum(String name, String value) {
  public static final Checksum NONE = new Checksum("none", "");
}
