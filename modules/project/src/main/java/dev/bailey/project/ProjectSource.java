package dev.bailey.project;

import dev.bailey.project.file.WidenedTree;
import dev.bailey.source.SourceTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;

/// The files of a project and of the packages it uses.
///
/// @param root the project with the files of those of its source paths that lead out of it;
///   packages below its `packages-install-path` are found there
/// @param packages further packages, each a tree with its own `dbt_project.yml`, by the name of its
///   folder below `packages-install-path`
/// @param rootPath what the manifest calls the seeds' `root_path`; empty when there is no directory
public record ProjectSource(
    SourceTree root, SequencedMap<String, SourceTree> packages, String rootPath) {
  /// The extensions of all that dbt reads in a project.
  private static final Set<String> READ =
      Set.of(".sql", ".yml", ".yaml", ".md", ".csv", ".py", ".js", ".dbtignore");

  public ProjectSource {
    root = WidenedTree.of(root);
    packages = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(packages));
  }

  /// A project with all its packages inside.
  public static ProjectSource of(SourceTree root) {
    return new ProjectSource(root, new LinkedHashMap<>(), "");
  }

  /// Changes whenever a file does that dbt may read: a hash of their paths and content ids.
  public String contents() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      update(digest, root);
      packages.values().forEach(tree -> update(digest, tree));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, SourceTree tree) {
    for (SourceTree.Entry entry : tree.entries()) {
      if (!isRead(entry.path())) {
        continue;
      }
      digest.update(
          (entry.path() + "\0" + entry.contentId() + "\0").getBytes(StandardCharsets.UTF_8));
    }
    digest.update((byte) 1);
  }

  private static boolean isRead(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return READ.contains(
        name.substring(Math.max(0, name.lastIndexOf('.'))).toLowerCase(Locale.ROOT));
  }
}
