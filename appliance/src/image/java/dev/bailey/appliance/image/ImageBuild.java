package dev.bailey.appliance.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Makes the image from the distribution. Read [#into] from top to bottom.
///
/// @param distribution `target/bailey`, as `mvn package` leaves it
/// @param lock `base.lock`
/// @param packages keeps the Debian packages between builds
/// @param at when the image counts as made
public record ImageBuild(
    Path distribution, Path lock, Path packages, String version, Instant at) {
  private static final String PLACE = "/opt/bailey";
  private static final Map<String, String> ARCHITECTURES =
      Map.of("amd64", "amd64", "x86_64", "amd64", "aarch64", "arm64");

  /// `ImageBuild distribution lock packages directory version timestamp`: leaves the archive and
  /// its digest in the directory.
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[3]);
    var made =
        new ImageBuild(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Path.of(arguments[2]),
                arguments[4],
                Instant.parse(arguments[5]))
            .into(directory);
    System.out.println("image " + made.archive() + " " + made.digest());
  }

  /// An archive, and the digest by which its manifest is known.
  public record Made(Path archive, String digest) {}

  /// Makes it anew in a directory of its own.
  public Made into(Path directory) {
    try {
      clear(directory);
      var base = new BaseTree(DebianPackage.read(Files.readAllLines(lock)), source());
      base.write(directory.resolve("base"));
      JavaRuntime.link(Path.of(System.getProperty("java.home")), directory.resolve("runtime"));
      TrustStore.write(
          base.roots(), directory.resolve("runtime").resolve("lib/security").resolve("cacerts"));
      Path libraries = directory.resolve("lib");
      var jars = new Libraries(distribution.resolve("lib"), libraries);
      jars.write("linux_" + architecture());
      Files.writeString(
          libraries.resolve("class-path"), "-cp " + jars.classPath(PLACE + "/lib") + "\n");

      var image = new OciArchive();
      Predicate<Path> ours = file -> isOurs(String.valueOf(file.getFileName()));
      image.layer("base", directory.resolve("base"), "/", _ -> true);
      image.layer("java", directory.resolve("runtime"), PLACE + "/runtime", _ -> true);
      image.layer("libraries", libraries, PLACE + "/lib", ours.negate());
      image.layer("bailey", libraries, PLACE + "/lib", ours);
      image.directories(Files.createDirectory(directory.resolve("empty")));
      Path archive = directory.resolve("bailey-" + version + ".oci.tar");
      String digest = image.write(archive, directory.resolve("cache"), called());
      Files.writeString(directory.resolve("bailey-" + version + ".digest"), digest + "\n");
      return new Made(archive, digest);
    } catch (IOException e) {
      throw new ImageException("cannot make the image in " + directory, e);
    }
  }

  private PackageSource source() {
    return new PackageSource(packages);
  }

  private boolean isOurs(String file) {
    return file.endsWith("-" + version + ".jar")
        || (!file.endsWith(".jar") && !file.contains(".so"));
  }

  private OciArchive.Called called() {
    return new OciArchive.Called(
        version,
        architecture(),
        at,
        Runtime.version().toString(),
        List.of(
            PLACE + "/runtime/bin/java",
            "@" + PLACE + "/lib/java.options",
            "-XX:MaxRAMPercentage=50",
            "-Djava.util.logging.config.file=" + PLACE + "/lib/logging.properties",
            "@" + PLACE + "/lib/class-path",
            "dev.bailey.appliance.Bailey"));
  }

  private static String architecture() {
    String name = System.getProperty("os.arch");
    String known = ARCHITECTURES.get(name);
    if (known == null) {
      throw new ImageException("no image for " + name);
    }
    return known;
  }

  private static void clear(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var all = Files.walk(directory)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    Files.createDirectories(directory);
  }
}
