package dev.bailey.appliance.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The image's operating system: the C library and what the JVM and DuckDB need beside it. No
/// shell, no package manager, no setuid program.
final class BaseTree {
  /// The user that the image runs as.
  static final int USER = 10_001;

  private final List<DebianPackage> lock;
  private final PackageSource source;

  BaseTree(List<DebianPackage> lock, PackageSource source) {
    this.lock = lock;
    this.source = source;
  }

  /// Writes the tree below a directory.
  void write(Path root) {
    var files = new TreeMap<String, byte[]>();
    var links = new TreeMap<String, String>();
    for (DebianPackage each : used(DebianPackage.Use.LIBRARY)) {
      var deb = DebFile.read(source.fetch(each));
      deb.files().forEach((path, content) -> {
        if (wanted(path)) {
          files.put(path, content);
        }
      });
      links.putAll(deb.links());
      // Where scanners look for what is installed when there is no dpkg.
      files.put("/var/lib/dpkg/status.d/" + each.name(), deb.control());
    }
    resolve(files, links);
    files.put("/etc/passwd", text("bailey:x:%d:%d::/var/lib/bailey:/sbin/nologin", USER, USER));
    files.put("/etc/group", text("bailey:x:%d:", USER));
    files.put("/etc/nsswitch.conf", text("passwd: files%ngroup: files%nhosts: files dns"));
    files.forEach((path, content) -> put(root.resolve(path.substring(1)), content));
  }

  /// The public certificate authorities, by name.
  SortedMap<String, byte[]> roots() {
    var found = new TreeMap<String, byte[]>();
    for (DebianPackage each : used(DebianPackage.Use.ROOTS)) {
      DebFile.read(source.fetch(each))
          .files()
          .forEach((path, content) -> {
            // Not every .crt in the package is one: its documentation has an example authority.
            if (path.startsWith("/usr/share/ca-certificates/") && path.endsWith(".crt")) {
              found.put(path.substring(path.lastIndexOf('/') + 1), content);
            }
          });
    }
    return found;
  }

  private List<DebianPackage> used(DebianPackage.Use use) {
    return lock.stream().filter(each -> each.use() == use).toList();
  }

  private static boolean wanted(String path) {
    boolean library =
        path.matches("(/usr)?/lib(64)?/.*\\.so(\\.[0-9]+)*") && !path.contains("/gconv/");
    return library || path.matches("/usr/share/doc/[^/]+/copyright");
  }

  /// A library's short name is the one that programs ask for: it gets the content, and the longer
  /// name goes. The dynamic linker is asked for below /lib64 and found below /lib.
  private static void resolve(Map<String, byte[]> files, Map<String, String> links) {
    var spent = new ArrayList<String>();
    links.forEach((path, target) -> {
      byte[] content = files.get(target);
      if (wanted(path) && content != null) {
        files.put(path, content);
        spent.add(target);
      }
    });
    spent.stream().filter(each -> each.matches(".*\\.so\\.[0-9]+\\..*")).forEach(files::remove);
  }

  private static byte[] text(String lines, Object... values) {
    return (lines + "%n").formatted(values).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void put(Path file, byte[] content) {
    try {
      Path parent = file.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.write(file, content);
      // The kernel executes the dynamic linker, and nothing else here.
      if (String.valueOf(file.getFileName()).startsWith("ld-linux")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    } catch (IOException e) {
      throw new ImageException("cannot write " + file, e);
    }
  }
}
