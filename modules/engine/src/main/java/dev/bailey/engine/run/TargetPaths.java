package dev.bailey.engine.run;

import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Node;

/// Where dbt puts the SQL of a node below its target folder.
public final class TargetPaths {
  private TargetPaths() {}

  /// The path below `compiled` or `run`.
  public static String below(Node node) {
    String file = node.originalFilePath();
    String path = node instanceof GenericTest ? file + "/" + node.path() : file;
    return node.packageName() + "/" + path;
  }
}
