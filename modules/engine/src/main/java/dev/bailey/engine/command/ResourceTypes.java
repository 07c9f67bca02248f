package dev.bailey.engine.command;

import java.util.List;

/// The words that `--resource-type` takes.
final class ResourceTypes {
  static final List<String> ALL =
      List.of(
          "metric",
          "semantic_model",
          "saved_query",
          "source",
          "analysis",
          "function",
          "model",
          "test",
          "unit_test",
          "exposure",
          "snapshot",
          "seed",
          "default",
          "all");

  private ResourceTypes() {}
}
