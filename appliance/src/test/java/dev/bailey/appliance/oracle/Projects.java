package dev.bailey.appliance.oracle;

import dev.bailey.testkit.SharedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    copy(Path.of(Engine.python(List.of("-c", code)).strip()), folder);
    Path file = folder.resolve("dbt_project.yml");
    write(file, read(file).replaceAll("\\{(project|profile)_name}", "starter"));
    write(folder.resolve("profiles.yml"), ground.profile("starter"));
  }

  /// From the generator of the kit that stands beside the checkout.
  private static void generated(int size, Path folder, Ground ground) {
    Path generator = SharedFolder.require("oracle/gen_project.py");
    String adapter = ground instanceof Ground.DuckDb ? "duckdb" : "postgres";
    Engine.python(
        List.of(
            generator.toString(),
            "--models",
            Integer.toString(size),
            "--adapter",
            adapter,
            "--out",
            folder.toString()));
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
}
