package dev.bailey.engine.run;

import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Node;

/// Where dbt puts the SQL of a node below its target folder.
final class TargetPaths {
  private TargetPaths() {}

  /// The path within the folder of the node's package.
  static String of(Node node) {
    return node instanceof GenericTest
        ? node.originalFilePath() + "/" + node.path()
        : node.originalFilePath();
  }
}
