package dev.bailey.engine.deps;

import dev.bailey.source.SourceTree;
import java.util.List;
import java.util.Optional;

/// The project into which packages are installed.
///
/// Each method may throw a [DepsException] for what cannot be done there.
public interface PackageSite {

  /// A package to install.
  sealed interface Installation {
    /// The name of its project.
    String name();

    /// Files from elsewhere.
    record Copy(String name, SourceTree files) implements Installation {}

    /// A folder of the same site, as `local:` names it.
    record Link(String name, String folder) implements Installation {}
  }

  /// The files of the project, as they are now.
  SourceTree project();

  /// The files of a folder that is named relative to the project; empty when there is none.
  Optional<SourceTree> local(String folder);

  /// Where something is, for messages.
  ///
  /// @param path relative to the project
  String place(String path);

  /// Writes one of the project's files.
  void write(String file, String text);

  /// Makes these the packages of the project, in the place of all others.
  void install(List<Installation> packages);
}
