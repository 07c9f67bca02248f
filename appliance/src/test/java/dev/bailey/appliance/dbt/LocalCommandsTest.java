package dev.bailey.appliance.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that work on the folder of a project: `init`, `clean`, `debug` and `ls`.
class LocalCommandsTest {
  private static final String PROFILES =
      "shop: {target: dev, outputs: {dev: {type: duckdb, path: '%s'}}}";

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @Test
  void aNewProjectCanBeBuiltAtOnce() {
    write("profiles.yml", "");

    assertThat(dbt(folder, "init", "shop")).isZero();
    Path project = folder.resolve("shop");
    int built = dbt(project, "build", "--profiles-dir", folder.toString());

    assertThat(built).as(text()).isZero();
    assertThat(project.resolve("target/manifest.json")).exists();
  }

  @Test
  void aProjectThatIsThereIsLeftAlone() {
    write("shop/dbt_project.yml", "name: mine");

    assertThat(dbt(folder, "init", "shop")).isEqualTo(2);

    assertThat(text()).contains("A project called shop already exists here.");
    assertThat(folder.resolve("shop/dbt_project.yml")).hasContent("name: mine");
  }

  @Test
  void aNameThatNoProjectCanHaveIsRefused() {
    assertThat(dbt(folder, "init", "7shops")).isEqualTo(2);

    assertThat(text()).contains("'7shops' is not a valid project name");
  }

  @Test
  void cleanDeletesItsTargetsAndNothingElse() {
    write("dbt_project.yml", "{name: shop, profile: shop, clean-targets: [target, packages]}");
    write("target/run/a.sql", "select 1");
    write("packages/p/dbt_project.yml", "name: p");
    write("models/a.sql", "select 1");

    assertThat(dbt(folder, "clean")).isZero();

    assertThat(folder.resolve("target")).doesNotExist();
    assertThat(folder.resolve("packages")).doesNotExist();
    assertThat(folder.resolve("models/a.sql")).exists();
    assertThat(text()).contains("Finished cleaning all paths.");
  }

  @Test
  void cleanNeverDeletesSources() {
    write("dbt_project.yml", "{name: shop, profile: shop, clean-targets: [target, models]}");
    write("target/a", "");
    write("models/a.sql", "select 1");

    assertThat(dbt(folder, "clean")).isEqualTo(2);

    assertThat(text()).contains("dbt will not clean the following source paths");
    assertThat(folder.resolve("models/a.sql")).exists();
    assertThat(folder.resolve("target/a")).exists();
  }

  @Test
  void cleanDeletesNothingOutsideOfTheProject() {
    write("outside/a", "");
    write("shop/dbt_project.yml", "{name: shop, profile: shop, clean-targets: [../outside]}");

    assertThat(dbt(folder.resolve("shop"), "clean")).isEqualTo(2);

    assertThat(text()).contains("outside the project");
    assertThat(folder.resolve("outside/a")).exists();
  }

  @Test
  void debugTellsThatAllIsWell() {
    write("dbt_project.yml", "{name: shop, profile: shop}");
    write("profiles.yml", PROFILES.formatted("shop.duckdb"));

    assertThat(dbt(folder, "debug")).as(text()).isZero();

    assertThat(text()).contains("Connection test: [OK connection ok]", "All checks passed!");
  }

  @Test
  void debugTellsWhatIsWrong() {
    write("dbt_project.yml", "{name: shop, profile: other}");
    write("profiles.yml", PROFILES.formatted("shop.duckdb"));

    assertThat(dbt(folder, "debug")).isEqualTo(1);

    assertThat(text()).contains("profiles.yml file [ERROR invalid]", "'other'", "1 check failed:");
  }

  @Test
  void debugMayTellOfTheConnectionAlone() {
    write("dbt_project.yml", "{name: shop, profile: shop}");
    write("profiles.yml", PROFILES.formatted("shop.duckdb"));

    assertThat(dbt(folder, "debug", "--connection")).as(text()).isZero();

    assertThat(text())
        .contains("Skipping steps before connection verification", "[OK connection ok]")
        .doesNotContain("OK found and valid");
  }

  @Test
  void debugLooksForTheProfileThatTheCommandNamesWhateverTheProjectSays() {
    write("dbt_project.yml", "{invalid-key: 1}");
    write("profiles.yml", PROFILES.formatted("shop.duckdb"));

    assertThat(dbt(folder, "debug", "--connection", "--profile", "none")).isEqualTo(1);

    assertThat(text())
        .contains("2 checks failed:", "Could not find profile named 'none'", "invalid-key");
  }

  @Test
  void debugTellsWhereItLookedForProfiles() {
    write("dbt_project.yml", "{name: shop, profile: shop}");

    assertThat(dbt(folder, "debug", "--profiles-dir", "none")).isEqualTo(1);

    assertThat(text())
        .contains(
            "Profile loading failed for the following reason",
            "dbt looked for a profiles.yml file in none/profiles.yml, but did not find one");
  }

  @Test
  void aProjectFolderThatIsNotThereIsRefused() {
    assertThat(dbt(folder, "debug", "--project-dir", "none")).isEqualTo(2);

    assertThat(text())
        .startsWith("Usage: dbt debug [OPTIONS]")
        .contains("Error: Invalid value for '--project-dir': Path 'none' does not exist.");
  }

  @Test
  void aQuietListIsStillAList() {
    write("dbt_project.yml", "{name: shop, profile: shop}");
    write("profiles.yml", PROFILES.formatted("shop.duckdb"));
    write("models/orders.sql", "select 1 as id");

    assertThat(dbt(folder, "ls", "--quiet")).isZero();

    assertThat(text()).isEqualTo("shop.orders\n");
  }

  @Test
  void aProjectForAnotherVersionOfDbtIsRefused() {
    write(
        "dbt_project.yml",
        "{name: shop, profile: shop, require-dbt-version: ['>=1.0.0', '<1.5.0']}");
    write("profiles.yml", PROFILES.formatted("shop.duckdb"));

    assertThat(dbt(folder, "parse")).isEqualTo(2);
    assertThat(text())
        .contains(
            "This version of dbt is not supported with the 'shop' package.",
            "Required version of dbt for 'shop': ['>=1.0.0', '<1.5.0']",
            "--no-version-check");
    assertThat(dbt(folder, "parse", "--no-version-check")).isZero();
  }

  @Test
  void linkedPackagesAreFoundWhereTheProjectInstallsThem() throws IOException {
    write("shop/dbt_project.yml", "{name: shop, profile: shop, packages-install-path: lib}");
    write("shop/profiles.yml", PROFILES.formatted("shop.duckdb"));
    write("helpers/dbt_project.yml", "name: helpers");
    write("helpers/models/helper.sql", "select 1 as id");
    Path packages = Files.createDirectories(folder.resolve("shop/lib"));
    Files.createSymbolicLink(packages.resolve("helpers"), folder.resolve("helpers"));

    assertThat(dbt(folder.resolve("shop"), "ls")).isZero();

    assertThat(text()).contains("helpers.helper");
  }

  private int dbt(Path directory, String... command) {
    return new DbtMain(
            Map.of("HOME", folder.toString()),
            directory,
            new PrintStream(said, true, StandardCharsets.UTF_8))
        .run(List.of(command));
  }

  private String text() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private void write(String name, String text) {
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
