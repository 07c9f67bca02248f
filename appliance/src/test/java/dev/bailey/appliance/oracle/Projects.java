package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.appliance.dbt.DbtMain;
import dev.bailey.testkit.SharedFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where the projects come from that both engines build.
final class Projects {
  private Projects() {}

  /// Writes the project called `name` into `folder`, with a profile for `ground`.
  static void write(String name, Path folder, Ground ground) {
    switch (name) {
      case "sample" -> sample(folder, ground);
      case "starter" -> starter(folder, ground);
      case "generated 100" -> generated(100, folder, ground);
      case "generated 1000" -> generated(1000, folder, ground);
      default -> throw new IllegalArgumentException(name);
    }
  }

  private static void sample(Path folder, Ground ground) {
    Path here = Path.of("installer/sample").toAbsolutePath();
    copy(Files.isDirectory(here) ? here : Path.of("../installer/sample").toAbsolutePath(), folder);
    write(folder.resolve("profiles.yml"), ground.profile("spokes"));
  }

  /// What `dbt init` copies, from the dbt that is installed.
  private static void starter(Path folder, Ground ground) {
    String code = "import dbt.include.starter_project as s; print(s.__path__[0])";
    copy(Path.of(Dbt.python(List.of("-c", code), Map.of()).strip()), folder);
    Path file = folder.resolve("dbt_project.yml");
    write(file, read(file).replaceAll("\\{(project|profile)_name}", "starter"));
    write(folder.resolve("profiles.yml"), ground.profile("starter"));
  }

  /// From the generator of the kit that stands beside the checkout.
  private static void generated(int size, Path folder, Ground ground) {
    Path generator = SharedFolder.require("oracle/gen_project.py");
    String adapter = ground instanceof Ground.DuckDb ? "duckdb" : "postgres";
    Dbt.python(
        List.of(
            generator.toString(),
            "--models",
            Integer.toString(size),
            "--adapter",
            adapter,
            "--out",
            folder.toString()),
        Map.of());
    write(folder.resolve("profiles.yml"), ground.profile("synth"));
  }

  static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (!file.toString().contains("__pycache__")) {
          Files.copy(file, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Performs a dbt command with `bailey dbt`, and gives its exit code.
  static int bailey(Path project, List<String> command) {
    var out = new ByteArrayOutputStream();
    return new DbtMain(
            Map.of("HOME", project.toString()),
            project,
            new PrintStream(out, true, StandardCharsets.UTF_8))
        .run(command);
  }

  /// Real dbt and a Python that can import it.
  static final class Dbt {
    private Dbt() {}

    static int run(Path project, List<String> arguments) {
      String dbt = System.getenv().getOrDefault("BAILEY_ORACLE_DBT", "");
      assumeTrue(!dbt.isBlank(), "SKIPPED: BAILEY_ORACLE_DBT does not name real dbt");
      return run(dbt, arguments, project, Map.of()).code();
    }

    /// What a Python program prints.
    static String python(List<String> arguments, Map<String, String> environment) {
      String python = System.getenv().getOrDefault("BAILEY_ORACLE_PYTHON", "");
      assumeTrue(!python.isBlank(), "SKIPPED: BAILEY_ORACLE_PYTHON names no Python with dbt Core");
      Ended ended = run(python, arguments, Path.of("."), environment);
      assertThat(ended.code()).as(ended.output()).isZero();
      return ended.output();
    }

    private record Ended(int code, String output) {}

    private static Ended run(
        String program, List<String> arguments, Path folder, Map<String, String> environment) {
      var command = new java.util.ArrayList<>(List.of(program));
      command.addAll(arguments);
      try {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("DBT_SEND_ANONYMOUS_USAGE_STATS", "false");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
