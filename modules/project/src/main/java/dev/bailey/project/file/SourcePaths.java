package dev.bailey.project.file;

import dev.bailey.source.SourceTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the files below the source paths of one project.
///
/// @param entries every file of the project
/// @param ignored what `.dbtignore` leaves out
public record SourcePaths(List<SourceTree.Entry> entries, IgnoreRules ignored) {
  public SourcePaths {
    entries = List.copyOf(entries);
  }

  /// The files under `paths` whose name ends in one of `extensions`, path by path, each path's
  /// files in the order of the tree. A file under two of the paths is found twice, as dbt finds it.
  ///
  /// @param paths relative to the project, such as `models`; `.` is the project itself
  /// @param extensions with their dot, in lower case
  public List<Found> find(List<String> paths, Set<String> extensions) {
    var found = new ArrayList<Found>();
    for (String path : paths) {
      String prefix = prefix(path);
      for (SourceTree.Entry entry : entries) {
        if (entry.path().startsWith(prefix)
            && hasExtension(entry.path(), extensions)
            && !ignored.ignores(entry.path())) {
          found.add(new Found(path, entry.path().substring(prefix.length()), entry));
        }
      }
    }
    return List.copyOf(found);
  }

  private static String prefix(String path) {
    String plain = path.startsWith("./") ? path.substring(2) : path;
    plain = plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    return plain.isEmpty() || plain.equals(".") ? "" : plain + "/";
  }

  private static boolean hasExtension(String path, Set<String> extensions) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return extensions.stream().anyMatch(name::endsWith);
  }

  /// One file.
  ///
  /// @param searched the source path under which it was found
  /// @param relative its path from there; the folders in it become part of the fqn
  public record Found(String searched, String relative, SourceTree.Entry entry) {}
}
