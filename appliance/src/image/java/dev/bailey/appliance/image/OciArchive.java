package dev.bailey.appliance.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.LogEvent;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/// Layers, written as one OCI archive. The same files give the same bytes.
final class OciArchive {
  private static final String HOME = "/var/lib/bailey";
  private static final String OWNER = BaseTree.USER + ":" + BaseTree.USER;
  private static final String ROOT = "0:0";
  private static final int HTTPS = 8443;
  private static final int HTTP = 8080;
  private static final int SSH = 8022;

  private final List<FileEntriesLayer> layers = new ArrayList<>();

  /// Adds a tree of root's files that everybody may read and nobody may write.
  ///
  /// @param at where the tree goes in the image
  void layer(String name, Path tree, String at, Predicate<Path> wanted) throws IOException {
    var layer = FileEntriesLayer.builder().setName(name);
    try (var files = Files.walk(tree)) {
      for (Path file : files.sorted().filter(each -> !each.equals(tree)).toList()) {
        Path relative = tree.relativize(file);
        if (wanted.test(relative)) {
          layer.addEntry(
              file,
              AbsoluteUnixPath.get(at).resolve(relative.toString()),
              FilePermissions.fromOctalString(permissions(file)),
              FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
              ROOT);
        }
      }
    }
    layers.add(layer.build());
  }

  private static String permissions(Path file) {
    boolean executable = Files.isDirectory(file) || Files.isExecutable(file);
    return executable ? "755" : "644";
  }

  /// Adds empty directories: mount points, and the home, which is the one place for the user.
  void directories(Path empty) {
    var layer = FileEntriesLayer.builder().setName("directories");
    for (String each : List.of("/dev", "/proc", "/run", "/sys", "/tmp")) {
      layer.addEntry(empty, AbsoluteUnixPath.get(each), FilePermissions.fromOctalString("755"));
    }
    layer.addEntry(
        empty,
        AbsoluteUnixPath.get(HOME),
        FilePermissions.fromOctalString("700"),
        FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
        OWNER);
    layers.add(layer.build());
  }

  /// Writes the archive.
  ///
  /// @return the digest of its manifest
  String write(Path archive, Path cache, Called called) {
    try {
      return Jib.fromScratch()
          .setFormat(ImageFormat.OCI)
          .setPlatforms(Set.of(new Platform(called.architecture(), "linux")))
          .setFileEntriesLayers(layers)
          .setCreationTime(called.at())
          .setUser(OWNER)
          .setWorkingDirectory(AbsoluteUnixPath.get(HOME))
          .setEntrypoint(called.entrypoint())
          .setProgramArguments("serve")
          .setEnvironment(ordered("BAILEY_HOME", HOME, "PATH", "/opt/bailey/runtime/bin"))
          .setVolumes(Set.of(AbsoluteUnixPath.get(HOME)))
          .setExposedPorts(
              new LinkedHashSet<>(List.of(Port.tcp(HTTPS), Port.tcp(HTTP), Port.tcp(SSH))))
          .setLabels(
              ordered(
                  "org.opencontainers.image.title", "Bailey",
                  "org.opencontainers.image.description", "The self-hosted home for dbt projects",
                  "org.opencontainers.image.licenses", "Apache-2.0",
                  "org.opencontainers.image.version", called.version(),
                  "dev.bailey.java", called.java()))
          .containerize(
              Containerizer.to(TarImage.at(archive).named("bailey:" + called.version()))
                  .setOfflineMode(true)
                  .setToolName("bailey")
                  .setBaseImageLayersCache(cache)
                  .setApplicationLayersCache(cache)
                  .addEventHandler(LogEvent.class, OciArchive::warn))
          .getDigest()
          .toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageException("interrupted", e);
    } catch (ExecutionException | IOException e) {
      throw new ImageException("cannot write " + archive + ": " + e.getMessage(), e);
    } catch (Exception e) {
      throw new ImageException("jib: " + e.getMessage(), e);
    }
  }

  /// Names and values in turn. What jib writes follows the order of what it is given, and that of
  /// `Map.of` is another in each process.
  private static Map<String, String> ordered(String... namesAndValues) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  private static void warn(LogEvent event) {
    if (event.getLevel() == LogEvent.Level.ERROR) {
      System.err.println(event.getMessage());
    }
  }

  /// What the image says of itself.
  ///
  /// @param at when it counts as made
  /// @param java the version of its runtime
  record Called(
      String version, String architecture, Instant at, String java, List<String> entrypoint) {}
}
