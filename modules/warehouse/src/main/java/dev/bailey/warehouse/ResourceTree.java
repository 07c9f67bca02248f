package dev.bailey.warehouse;

import dev.bailey.source.SourceTree;
import dev.bailey.source.SourceTreeException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files below a folder of the class path, from a jar or from a directory of classes. They
/// cannot change while the process runs, so they are listed once.
public final class ResourceTree implements SourceTree {
  private final Class<?> home;
  private final String folder;
  private final List<Entry> entries;

  /// @param home a class beside which the folder lies
  public ResourceTree(Class<?> home, String folder) {
    this.home = home;
    this.folder = folder;
    this.entries = list(home, folder);
  }

  private static List<Entry> list(Class<?> home, String folder) {
    URL place = home.getResource(folder);
    if (place == null) {
      throw new IllegalStateException("no folder " + folder + " beside " + home.getName());
    }
    try {
      Stream<Entry> found =
          place.openConnection() instanceof JarURLConnection jar
              ? inJar(jar)
              : inDirectory(Path.of(place.toURI()));
      return found.sorted(Comparator.comparing(Entry::path)).toList();
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("cannot list " + place, e);
    }
  }

  private static Stream<Entry> inJar(JarURLConnection connection) throws IOException {
    connection.setUseCaches(false);
    String prefix = connection.getEntryName() + "/";
    try (var jar = connection.getJarFile()) {
      return jar.stream()
          .filter(file -> file.getName().startsWith(prefix) && !file.isDirectory())
          .map(file ->
              new Entry(
                  file.getName().substring(prefix.length()),
                  Long.toHexString(file.getCrc()),
                  file.getSize()))
          .toList()
          .stream();
    }
  }

  private static Stream<Entry> inDirectory(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> entry(directory, file))
          .toList()
          .stream();
    }
  }

  private static Entry entry(Path directory, Path file) {
    String path = directory.relativize(file).toString().replace('\\', '/');
    try {
      return new Entry(path, Files.getLastModifiedTime(file).toString(), Files.size(file));
    } catch (IOException e) {
      throw new IllegalStateException("cannot list " + file, e);
    }
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public Optional<byte[]> read(String path) {
    if (entries.stream().noneMatch(entry -> entry.path().equals(path))) {
      return Optional.empty();
    }
    try (InputStream in = home.getResourceAsStream(folder + "/" + path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new SourceTreeException("cannot read " + path, e);
    }
  }
}
