package dev.bailey.project.yaml;

/// What one YAML file may cost to read.
///
/// @param characters length of the file
/// @param depth nesting of lists and dictionaries
/// @param nodes values in the file when each alias counts as a copy of what it stands for
public record YamlLimits(int characters, int depth, long nodes) {

  /// Ten million characters, 100 levels, two million values.
  public static final YamlLimits DEFAULT = new YamlLimits(10_000_000, 100, 2_000_000);
}
