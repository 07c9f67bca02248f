package dev.bailey.engine.deps;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Unpacks a package: a gzipped tar with one folder at its top. Nothing but plain files below that
/// folder counts; links are left out as in every [dev.bailey.source.SourceTree].
final class PackageArchive {
  private final String name;
  private final PackageLimits limits;

  /// @param name of the package, for messages
  PackageArchive(String name, PackageLimits limits) {
    this.name = name;
    this.limits = limits;
  }

  /// @throws DepsException when it is no such archive, leads elsewhere, or is too large
  PackageTree unpack(byte[] archive) {
    try (var tar =
        new TarArchiveInputStream(
            new Limited(new GZIPInputStream(new ByteArrayInputStream(archive))))) {
      return files(tar);
    } catch (IOException | IllegalArgumentException e) {
      throw new DepsException(
          "The archive of the package %s is damaged, or no gzipped tar: %s"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private PackageTree files(TarArchiveInputStream tar) throws IOException {
    var files = new PackageTree.Collector(name, limits);
    Optional<String> top = Optional.empty();
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      List<String> path = path(entry.getName());
      if (isPlainFile(entry)) {
        if (path.size() < 2 || !top.orElse(path.getFirst()).equals(path.getFirst())) {
          throw structure();
        }
        top = Optional.of(path.getFirst());
        files.add(String.join("/", path.subList(1, path.size())), bytes(tar, files.left()));
      }
    }
    return files.tree();
  }

  private static boolean isPlainFile(TarArchiveEntry entry) {
    return !entry.isDirectory()
        && switch (entry.getLinkFlag()) {
          case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG -> true;
          default -> false;
        };
  }

  /// One byte more than allowed at most.
  private static byte[] bytes(InputStream in, long most) throws IOException {
    return in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, most + 1));
  }

  private List<String> path(String written) {
    var path = new ArrayList<String>();
    for (String step : written.split("/")) {
      if (step.equals("..") || step.matches(".*[\\\\\\p{Cntrl}].*")) {
        throw refused(written);
      }
      if (!step.isEmpty() && !step.equals(".")) {
        path.add(step);
      }
    }
    if (written.startsWith("/")) {
      throw refused(written);
    }
    return path;
  }

  /// Fails when the archive itself unpacks to more than files of the allowed size can need: names
  /// and headers may be bombs as well.
  private final class Limited extends FilterInputStream {
    private static final int AROUND_A_FILE = 2048;

    private long left = limits.bytes() + (long) PackageLimits.FILES * AROUND_A_FILE;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    @Override
    public long skip(long most) throws IOException {
      long skipped = super.skip(most);
      count(skipped);
      return skipped;
    }

    private void count(long read) {
      left -= read;
      if (left < 0) {
        throw limits.tooLarge(
            "The archive of the package %s is larger than allowed, unpacked.".formatted(name));
      }
    }
  }

  private DepsException refused(String written) {
    return new DepsException(
        "The archive of the package %s is refused: it holds the path '%s', which could lead out of the package."
            .formatted(name, written.replaceAll("\\p{Cntrl}", "?")));
  }

  private DepsException structure() {
    return new DepsException(
        "Incorrect structure for package extracted from %s. The extracted package needs to follow the structure %s/<package_contents>."
            .formatted(name, name));
  }
}
