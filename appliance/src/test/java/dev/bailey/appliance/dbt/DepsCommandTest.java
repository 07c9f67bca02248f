package dev.bailey.appliance.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepsCommandTest {
  @TempDir private Path folder;

  @Test
  void localPackagesAreLinkedWithTheirOwn() throws IOException {
    writePackagesOfPackages();

    String said = deps(0);

    assertThat(said).contains("Installing ../first", "Installed from <local @ ../second>");
    assertThat(folder.resolve("shop/dbt_packages/one").toRealPath())
        .isEqualTo(folder.resolve("first").toRealPath());
    assertThat(folder.resolve("shop/dbt_packages/two")).isSymbolicLink();
  }

  /// The hash was written by dbt Core 1.12.6.
  @Test
  void theLockFileIsAsDbtWritesIt() throws IOException {
    file("shop/dbt_project.yml", "name: shop\nprofile: shop\n");
    file("shop/packages.yml", "packages:\n  - local: ../first\n");
    file("first/dbt_project.yml", "name: one\n");

    deps(0);

    assertThat(folder.resolve("shop/package-lock.yml"))
        .hasContent(
            """
            packages:
              - local: ../first
                name: one
            sha1_hash: f872cc96b22da9af874b25c2aac7e990e9038a63
            """);
  }

  @Test
  void aPackageThatIsNotThereIsNamed() throws IOException {
    file("shop/dbt_project.yml", "name: shop\nprofile: shop\n");
    file("shop/packages.yml", "packages:\n  - local: ../nowhere\n");

    assertThat(deps(2))
        .contains("nowhere/dbt_project.yml, which is the local package '../nowhere'");
  }

  @Test
  void packagesOfOtherMachinesAreRefusedByName() throws IOException {
    file("shop/dbt_project.yml", "name: shop\nprofile: shop\n");
    file("shop/packages.yml", "packages:\n  - package: some/where\n    version: 1.0.0\n");

    assertThat(deps(2)).contains("not on this machine: some/where");
  }

  @Test
  void whatLinksLeadToIsLeftAlone() throws IOException {
    writePackagesOfPackages();

    deps(0);
    deps(0);

    assertThat(folder.resolve("first/dbt_project.yml")).exists();
  }

  private void writePackagesOfPackages() throws IOException {
    file("shop/dbt_project.yml", "name: shop\nprofile: shop\n");
    file("shop/packages.yml", "packages:\n  - local: ../first\n");
    file("first/dbt_project.yml", "name: one\n");
    file("first/packages.yml", "packages:\n  - local: ../second\n");
    file("second/dbt_project.yml", "name: two\n");
  }

  private String deps(int code) {
    var out = new ByteArrayOutputStream();
    int ended =
        new DbtMain(
                Map.of("HOME", folder.toString()),
                folder.resolve("shop"),
                new PrintStream(out, true, StandardCharsets.UTF_8))
            .run(List.of("deps"));
    String said = out.toString(StandardCharsets.UTF_8);
    assertThat(ended).as(said).isEqualTo(code);
    return said;
  }

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
