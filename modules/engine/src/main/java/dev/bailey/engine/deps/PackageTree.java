package dev.bailey.engine.deps;

import dev.bailey.source.SourceTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The files of a package, in memory.
public final class PackageTree implements SourceTree {
  private final Map<String, byte[]> files;
  private final List<Entry> entries;

  private PackageTree(SortedMap<String, byte[]> files) {
    this.files = files;
    this.entries =
        files.entrySet().stream()
            .map(file -> new Entry(file.getKey(), digest(file.getValue()), file.getValue().length))
            .toList();
  }

  /// @param files by path, as [SourceTree] has it
  static PackageTree of(Map<String, byte[]> files) {
    return new PackageTree(new TreeMap<>(files));
  }

  /// A copy of another tree.
  ///
  /// @throws DepsException when it is too large
  static PackageTree copyOf(SourceTree tree, String name, PackageLimits limits) {
    var files = new Collector(name, limits);
    for (Entry entry : tree.entries()) {
      tree.read(entry.path()).ifPresent(bytes -> files.add(entry.path(), bytes));
    }
    return files.tree();
  }

  @Override
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path)).map(byte[]::clone);
  }

  /// All files as bytes that [#decode] reads.
  public byte[] encode() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(files.size());
      for (var file : files.entrySet()) {
        byte[] path = file.getKey().getBytes(StandardCharsets.UTF_8);
        out.writeInt(path.length);
        out.write(path);
        out.writeInt(file.getValue().length);
        out.write(file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /// What [#encode] wrote.
  ///
  /// @throws IllegalArgumentException when these are other bytes
  public static PackageTree decode(byte[] encoded) {
    var files = new TreeMap<String, byte[]>();
    try (var in = new DataInputStream(new ByteArrayInputStream(encoded))) {
      for (int left = in.readInt(); left > 0; left--) {
        files.put(new String(bytes(in), StandardCharsets.UTF_8), bytes(in));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("no package was kept in these bytes", e);
    }
    return new PackageTree(files);
  }

  private static byte[] bytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("a length of " + length);
    }
    return in.readNBytes(length);
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Gathers the files of a package, as long as they are not too many.
  static final class Collector {
    private final NavigableMap<String, byte[]> files = new TreeMap<>();
    private final String name;
    private final PackageLimits limits;
    private long left;

    /// @param name of the package, for messages
    Collector(String name, PackageLimits limits) {
      this.name = name;
      this.limits = limits;
      this.left = limits.bytes();
    }

    /// How many bytes may still come.
    long left() {
      return left;
    }

    /// @throws DepsException when there are too many files or bytes
    void add(String path, byte[] bytes) {
      left -= bytes.length;
      files.put(path, bytes);
      if (left < 0 || files.size() > PackageLimits.FILES) {
        throw limits.tooLarge(
            "The package %s is larger than allowed: more than %s or %d files, unpacked."
                .formatted(name, PackageLimits.words(limits.bytes()), PackageLimits.FILES));
      }
    }

    /// @throws DepsException when something is both a file and a folder
    PackageTree tree() {
      var paths = new ArrayList<>(files.keySet());
      for (String path : paths) {
        String below = files.higherKey(path + "/");
        if (below != null && below.startsWith(path + "/")) {
          throw new DepsException(
              "The package %s holds %s both as a file and as a folder.".formatted(name, path));
        }
      }
      return new PackageTree(files);
    }
  }
}
