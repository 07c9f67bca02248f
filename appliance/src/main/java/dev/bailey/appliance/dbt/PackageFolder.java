package dev.bailey.appliance.dbt;

import dev.bailey.engine.deps.DepsException;
import dev.bailey.engine.deps.PackageSite;
import dev.bailey.source.DirectoryTree;
import dev.bailey.source.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A project on the user's disk, whose packages are in a folder of it: files of those from
/// elsewhere, links to those of the same machine.
final class PackageFolder implements PackageSite {
  private static final Set<String> NOT_SOURCES = Set.of("target", "logs");

  private final Path project;
  private final Path packages;

  /// @param packages the folder for packages, relative to the project
  PackageFolder(Path project, String packages) {
    this.project = project;
    this.packages = project.resolve(packages).normalize();
  }

  @Override
  public SourceTree project() {
    return new DirectoryTree(project, NOT_SOURCES);
  }

  @Override
  public Optional<SourceTree> local(String folder) {
    return Optional.of(project.resolve(folder).normalize())
        .filter(Files::isDirectory)
        .map(found -> new DirectoryTree(found, NOT_SOURCES));
  }

  @Override
  public String place(String path) {
    return project.resolve(path).normalize().toString();
  }

  @Override
  public void write(String file, String text) {
    try {
      Files.writeString(project.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + project.resolve(file), e);
    }
  }

  @Override
  public void install(List<Installation> installations) {
    if (packages.equals(project) || project.startsWith(packages)) {
      throw new DepsException(
          "packages-install-path of dbt_project.yml leads to the project itself, whose files would be deleted; name a folder of its own.");
    }
    try {
      if (Files.isDirectory(packages)) {
        Folders.delete(packages);
      }
      Files.createDirectories(packages);
      for (Installation each : installations) {
        install(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install packages in " + packages, e);
    }
  }

  private void install(Installation installation) throws IOException {
    Path place = packages.resolve(installation.name());
    switch (installation) {
      case Installation.Link(_, String folder) ->
          Files.createSymbolicLink(place, project.resolve(folder).normalize());
      case Installation.Copy(_, SourceTree files) -> copy(files, place);
    }
  }

  private static void copy(SourceTree files, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (SourceTree.Entry entry : files.entries()) {
      Path file = folder.resolve(entry.path()).normalize();
      if (!file.startsWith(folder)) {
        throw new DepsException("a package holds the path '%s'".formatted(entry.path()));
      }
      Files.createDirectories(file.getParent());
      Files.write(file, files.read(entry.path()).orElseThrow());
    }
  }
}
