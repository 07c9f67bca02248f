package dev.bailey.project.manifest;

/// One entry of `on-run-start` or `on-run-end`.
///
/// @param index its place in the list
public record Operation(NodeParts parts, When when, int index) implements Node {

  /// When it runs; also its tag in the manifest.
  public enum When {
    ON_RUN_START("on-run-start"),
    ON_RUN_END("on-run-end");

    private final String word;

    When(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// What dbt calls it in logs, such as `shop.on-run-start.0`.
  public String title() {
    return packageName() + "." + when.word() + "." + index;
  }

  /// The same at another place.
  public Operation at(int place) {
    return new Operation(parts, when, place);
  }

  @Override
  public Operation with(NodeParts other) {
    return new Operation(other, when, index);
  }
}
