package dev.bailey.appliance.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The jars of the distribution, as the image has them.
///
/// DuckDB's driver brings its library for four platforms and unpacks one into the temporary
/// directory at each start, from where it is loaded: impossible where nothing may be executed that
/// can be written. It also looks beside its jar, so there the image puts the one that it needs.
final class Libraries {
  private static final String DUCKDB_LIBRARY = "libduckdb_java.so_";

  private final Path from;
  private final Path to;

  Libraries(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /// Copies them, and says which there are.
  ///
  /// @param platform as DuckDB names it, such as `linux_amd64`
  void write(String platform) {
    try {
      Files.createDirectories(to);
      for (Path file : files()) {
        Path name = file.getFileName();
        if (String.valueOf(name).startsWith("duckdb_jdbc-")) {
          unpack(file, to.resolve(name), DUCKDB_LIBRARY + platform);
        } else {
          Files.copy(file, to.resolve(name));
        }
      }
    } catch (IOException e) {
      throw new ImageException("cannot copy the libraries", e);
    }
  }

  /// The class path in the image, in an order that is the same each time.
  String classPath(String directory) throws IOException {
    return files().stream()
        .map(file -> String.valueOf(file.getFileName()))
        .filter(name -> name.endsWith(".jar"))
        .map(name -> directory + "/" + name)
        .collect(Collectors.joining(":"));
  }

  /// What the distribution has, but for its cache of loaded classes: that is for another Java than
  /// the image's, and never twice the same.
  private List<Path> files() throws IOException {
    try (var all = Files.list(from)) {
      return all.filter(file -> !file.toString().matches(".*\\.(aot|log)")).sorted().toList();
    }
  }

  private void unpack(Path jar, Path slim, String library) throws IOException {
    boolean found = false;
    try (var in = new ZipFile(jar.toFile());
        var out = new ZipOutputStream(Files.newOutputStream(slim))) {
      for (ZipEntry entry : in.stream().map(ZipEntry.class::cast).toList()) {
        if (entry.getName().equals(library)) {
          Files.copy(in.getInputStream(entry), to.resolve(library));
          found = true;
        } else if (!entry.getName().startsWith(DUCKDB_LIBRARY)) {
          var copy = new ZipEntry(entry.getName());
          copy.setTimeLocal(entry.getTimeLocal());
          out.putNextEntry(copy);
          in.getInputStream(entry).transferTo(out);
        }
      }
    }
    if (!found) {
      throw new ImageException(jar + " has no " + library);
    }
  }
}
