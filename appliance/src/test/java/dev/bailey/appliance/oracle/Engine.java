package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.appliance.dbt.DbtMain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What performs a dbt command on a project: real dbt Core, or we. Each in an environment of its
/// own, of which `HOME` is the project.
enum Engine {
  DBT {
    @Override
    Ended run(Path project, Map<String, String> environment, List<String> arguments) {
      String dbt = named("BAILEY_ORACLE_DBT");
      var command = new ArrayList<>(List.of(dbt, "--no-use-colors"));
      command.addAll(arguments);
      return process(command, project, environment);
    }
  },
  BAILEY {
    @Override
    Ended run(Path project, Map<String, String> environment, List<String> arguments) {
      var out = new ByteArrayOutputStream();
      int code =
          new DbtMain(
                  complete(project, environment),
                  project,
                  new PrintStream(out, true, StandardCharsets.UTF_8))
              .run(arguments);
      return new Ended(code, out.toString(StandardCharsets.UTF_8), project);
    }
  };

  /// How a command ended.
  ///
  /// @param said both of its streams
  record Ended(int code, String said, Path project) {}

  abstract Ended run(Path project, Map<String, String> environment, List<String> arguments);

  Ended run(Path project, List<String> arguments) {
    return run(project, Map.of(), arguments);
  }

  /// What a program of a Python that can import dbt prints.
  static String python(List<String> arguments) {
    var command = new ArrayList<>(List.of(named("BAILEY_ORACLE_PYTHON")));
    command.addAll(arguments);
    Ended ended = process(command, Path.of("."), Map.of());
    assertThat(ended.code()).as(ended.said()).isZero();
    return ended.said();
  }

  /// Skips the test, loudly, where there is no real dbt.
  static void requireDbt() {
    named("BAILEY_ORACLE_DBT");
  }

  private static String named(String variable) {
    String program = System.getenv().getOrDefault(variable, "");
    assumeTrue(!program.isBlank(), "SKIPPED: " + variable + " names no real dbt Core");
    return program;
  }

  private static Map<String, String> complete(Path project, Map<String, String> more) {
    var environment =
        new HashMap<>(
            Map.of(
                "HOME",
                project.toString(),
                "PATH",
                System.getenv("PATH"),
                "DBT_SEND_ANONYMOUS_USAGE_STATS",
                "false"));
    environment.putAll(more);
    return environment;
  }

  private static Ended process(List<String> command, Path folder, Map<String, String> environment) {
    try {
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().clear();
      builder.environment().putAll(complete(folder, environment));
      Process process = builder.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
