package dev.bailey.appliance.dbt;

import dev.bailey.warehouse.ResourceTree;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/// `dbt init`: a new project with two models to try, and a profile that keeps its data in a DuckDB
/// file until another warehouse is named there.
///
/// https://docs.getdbt.com/reference/commands/init
final class InitCommand {
  private static final Pattern NAME = Pattern.compile("[^\\d\\W]\\w*");
  private static final List<String> EMPTY =
      List.of("analyses", "macros", "seeds", "snapshots", "tests");
  private static final String NAMED = "{project_name}";

  private final Path directory;
  private final Path profiles;
  private final PrintStream out;

  /// @param directory where the project's folder is made
  /// @param profiles the file of profiles
  InitCommand(Path directory, Path profiles, PrintStream out) {
    this.directory = directory;
    this.profiles = profiles;
    this.out = out;
  }

  /// @throws UsageFault when there is such a project already, or the name is none
  void run(String name, boolean setsUpProfile) {
    if (!NAME.matcher(name).matches()) {
      throw new UsageFault(
          "'%s' is not a valid project name: use letters, digits and underscores only, and do not start with a digit"
              .formatted(name));
    }
    Path project = directory.resolve(name);
    if (Files.exists(project)) {
      throw new UsageFault("A project called " + name + " already exists here.");
    }
    copyStarter(project, name);
    out.println("Your new dbt project \"" + name + "\" was created in " + project);
    if (setsUpProfile) {
      addProfile(name);
    }
  }

  private static void copyStarter(Path project, String name) {
    var starter = new ResourceTree(InitCommand.class, "starter");
    for (var entry : starter.entries()) {
      String text = new String(starter.read(entry.path()).orElseThrow(), StandardCharsets.UTF_8);
      write(project.resolve(entry.path()), text.replace(NAMED, name));
    }
    EMPTY.forEach(folder -> write(project.resolve(folder).resolve(".gitkeep"), ""));
    write(project.resolve(".gitignore"), "target/\ndbt_packages/\nlogs/\n");
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /// Profiles that are there already are left as they are.
  private void addProfile(String name) {
    try {
      String before = Files.isRegularFile(profiles) ? Files.readString(profiles) : "";
      if (before.lines().anyMatch(line -> line.startsWith(name + ":"))) {
        out.println("The profile " + name + " in " + profiles + " was left as it is.");
        return;
      }
      Files.createDirectories(profiles.toAbsolutePath().getParent());
      Files.writeString(
          profiles,
          (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + profile(name),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      out.println("Profile " + name + " written to " + profiles + "; name your warehouse there.");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + profiles, e);
    }
  }

  private static String profile(String name) {
    return """
    %s:
      target: dev
      outputs:
        dev:
          type: duckdb
          path: dev.duckdb
          threads: 4
    """
        .formatted(name);
  }
}
