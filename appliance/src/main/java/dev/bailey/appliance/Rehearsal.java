package dev.bailey.appliance;

import dev.bailey.appliance.config.Configuration;
import dev.bailey.appliance.config.Home;
import dev.bailey.appliance.dbt.DbtMain;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The training runs of the AOT caches (`lib/serve.aot`, `lib/command.aot`): does once what `bailey
/// serve` and the commands that end do, on folders of its own, so that the Java machine can keep
/// the classes as loaded and linked. The server has a cache of its own because every class in it is
/// loaded at every start. Part of `mvn package`; without the caches everything works, slower.
public final class Rehearsal {
  private static final List<String> COMMANDS = List.of("parse", "build", "ls", "compile");

  private Rehearsal() {}

  /// Rehearses `arguments[0]`, which is `serve` or `command`, with a copy of the dbt project in
  /// `arguments[1]`, which must build on DuckDB.
  public static void main(String[] arguments) throws IOException {
    Path stage = Files.createTempDirectory("bailey-rehearsal");
    try {
      Path project = stage.resolve("project");
      copy(Path.of(arguments[1]), project);
      COMMANDS.forEach(command -> perform(command, project));
      if (arguments[0].equals("serve")) {
        serve(stage.resolve("home"));
      } else {
        help("--version");
        help("--help");
        Bailey.commandLine().getSubcommands().keySet().forEach(name -> help(name, "--help"));
      }
    } finally {
      delete(stage);
    }
  }

  private static void perform(String command, Path project) {
    var out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    int code = new DbtMain(Map.of(), project, out).run(List.of(command, "--profiles-dir", "."));
    if (code != 0) {
      throw new IllegalStateException("`dbt " + command + "` fails on the rehearsal's project");
    }
  }

  private static void help(String... arguments) {
    var out = new PrintWriter(Writer.nullWriter());
    if (Bailey.commandLine().setOut(out).execute(arguments) != 0) {
      throw new IllegalStateException("`bailey " + String.join(" ", arguments) + "` fails");
    }
  }

  private static void serve(Path home) {
    var place = new Home(home);
    place.prepare();
    var anyPort =
        Map.of(
            "BAILEY_HOST", "127.0.0.1",
            "BAILEY_HTTPS_PORT", "0",
            "BAILEY_HTTP_PORT", "0",
            "BAILEY_SSH_PORT", "0");
    Appliance.start(
            place,
            Configuration.read(place.configuration(), anyPort),
            Clock.systemUTC(),
            new SecureRandom())
        .close();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
