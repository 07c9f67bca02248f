package dev.bailey.project;

import dev.bailey.source.SourceTree;
import java.util.List;

/// The files of a project and of the packages it uses.
///
/// @param root the project; packages below its `packages-install-path` are found there
/// @param packages further packages, each a tree with its own `dbt_project.yml`
/// @param rootPath what the manifest calls the seeds' `root_path`; empty when there is no directory
public record ProjectSource(SourceTree root, List<SourceTree> packages, String rootPath) {
  public ProjectSource {
    packages = List.copyOf(packages);
  }

  /// A project with all its packages inside.
  public static ProjectSource of(SourceTree root) {
    return new ProjectSource(root, List.of(), "");
  }
}
