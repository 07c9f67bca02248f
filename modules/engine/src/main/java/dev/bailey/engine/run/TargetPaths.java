package dev.bailey.engine.run;

import dev.bailey.project.batch.Batch;
import dev.bailey.project.manifest.GenericTest;
import dev.bailey.project.manifest.Node;
import dev.bailey.project.manifest.Operation;
import dev.bailey.project.manifest.Snapshot;
import dev.bailey.project.manifest.UnitTestNode;
import java.util.regex.Pattern;

/// Where dbt puts the SQL of a node below its target folder.
public final class TargetPaths {
  private static final Pattern OUTSIDE = Pattern.compile("^(\\.\\./)+");

  private TargetPaths() {}

  /// The path below `compiled` or `run`. Files of source paths that lead out of the project stay in
  /// the target folder, which dbt's do not.
  public static String below(Node node) {
    String file = OUTSIDE.matcher(node.originalFilePath()).replaceFirst("");
    String path =
        switch (node) {
          case GenericTest _, Snapshot _, Operation _, UnitTestNode _ -> file + "/" + node.path();
          case Node _ -> file;
        };
    return node.packageName() + "/" + path;
  }

  /// The path of one batch of a microbatch model, in a folder for all of them.
  static String below(Node node, Batch batch) {
    String path = below(node);
    int dot = path.lastIndexOf('.');
    String stem = path.substring(0, dot);
    String name = stem.substring(stem.lastIndexOf('/') + 1);
    return stem + "/" + name + "_" + batch.label() + path.substring(dot);
  }
}
