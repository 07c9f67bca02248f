package dev.bailey.appliance.image;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// What a `.deb` holds: an `ar` archive of two compressed `tar` archives.
///
/// @param control the package's description, as dpkg keeps it
/// @param files absolute path to content
/// @param links absolute path to where it leads, absolute too
@SuppressWarnings("ArrayRecordComponent") // contents, never compared
record DebFile(byte[] control, TreeMap<String, byte[]> files, TreeMap<String, String> links) {

  static DebFile read(Path deb) {
    try (var archive = new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(deb)))) {
      byte[] control = {};
      var files = new TreeMap<String, byte[]>();
      var links = new TreeMap<String, String>();
      for (var part = archive.getNextEntry(); part != null; part = archive.getNextEntry()) {
        if (part.getName().startsWith("control.tar")) {
          control =
              entries(part.getName(), archive.readAllBytes()).stream()
                  .filter(each -> each.path().equals("/control"))
                  .findFirst()
                  .orElseThrow()
                  .content();
        } else if (part.getName().startsWith("data.tar")) {
          for (Entry each : entries(part.getName(), archive.readAllBytes())) {
            if (each.link().isEmpty()) {
              files.put(each.path(), each.content());
            } else {
              links.put(each.path(), each.link());
            }
          }
        }
      }
      return new DebFile(control, files, links);
    } catch (IOException e) {
      throw new ImageException("cannot read " + deb, e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // contents, never compared
  private record Entry(String path, byte[] content, String link) {}

  private static List<Entry> entries(String part, byte[] archive) throws IOException {
    var found = new ArrayList<Entry>();
    try (var tar = new TarArchiveInputStream(unpacked(part, archive))) {
      for (TarArchiveEntry each = tar.getNextEntry(); each != null; each = tar.getNextEntry()) {
        Path path = Path.of("/").resolve(each.getName()).normalize();
        if (each.isSymbolicLink()) {
          String target = path.resolveSibling(each.getLinkName()).normalize().toString();
          found.add(new Entry(path.toString(), new byte[0], target));
        } else if (each.isFile()) {
          found.add(new Entry(path.toString(), tar.readAllBytes(), ""));
        }
      }
    }
    return found;
  }

  private static InputStream unpacked(String part, byte[] archive) throws IOException {
    var bytes = new ByteArrayInputStream(archive);
    if (part.endsWith(".xz")) {
      return new XZInputStream(bytes);
    }
    if (part.endsWith(".tar")) {
      return bytes;
    }
    throw new IOException(part + " is compressed in a way that Debian 12 does not use");
  }
}
