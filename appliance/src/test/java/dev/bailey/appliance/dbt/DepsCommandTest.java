package dev.bailey.appliance.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.testkit.GitClient;
import dev.bailey.testkit.PackageHub;
import dev.bailey.testkit.PackageHub.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        .contains("No dbt_project.yml found at expected path", "nowhere/dbt_project.yml");
  }

  @Test
  void whatLinksLeadToIsLeftAlone() throws IOException {
    writePackagesOfPackages();

    deps(0);
    deps(0);

    assertThat(folder.resolve("first/dbt_project.yml")).exists();
  }

  @Test
  void aPackageOfAHubIsUsedByTheCommandsThatFollow() throws IOException {
    file("shop/dbt_project.yml", "name: shop\nprofile: shop\n");
    file("shop/packages.yml", "packages:\n  - {package: acme/alpha, version: '>=1.0.0'}\n");
    file(
        "shop/profiles.yml", "shop: {target: t, outputs: {t: {type: duckdb, path: ':memory:'}}}\n");
    file("shop/models/m.sql", "select '{{ alpha.alpha_version() }}' as version");
    try (var hub = PackageHub.http(folder, new GitClient(folder))) {
      hub.publish(Release.of("acme/alpha", "1.1.0"));
      deps(0, "DBT_PACKAGE_HUB_URL", hub.url());
    }

    assertThat(dbt(0, Map.of(), List.of("compile", "--select", "m")))
        .contains("select '1.1.0' as version");
  }

  /// dbt would delete the project.
  @Test
  void thePackagesFolderIsNeverTheProjectItself() throws IOException {
    file("shop/dbt_project.yml", "name: shop\nprofile: shop\npackages-install-path: ..\n");
    file("shop/packages.yml", "packages:\n  - local: ../first\n");
    file("first/dbt_project.yml", "name: one\n");

    assertThat(deps(2)).contains("packages-install-path");
    assertThat(folder.resolve("shop/dbt_project.yml")).exists();
  }

  private void writePackagesOfPackages() throws IOException {
    file("shop/dbt_project.yml", "name: shop\nprofile: shop\n");
    file("shop/packages.yml", "packages:\n  - local: ../first\n");
    file("first/dbt_project.yml", "name: one\n");
    file("first/packages.yml", "packages:\n  - local: ../second\n");
    file("second/dbt_project.yml", "name: two\n");
  }

  private String deps(int code) {
    return dbt(code, Map.of(), List.of("deps"));
  }

  private String deps(int code, String variable, String value) {
    return dbt(code, Map.of(variable, value), List.of("deps"));
  }

  private String dbt(int code, Map<String, String> variables, List<String> arguments) {
    var out = new ByteArrayOutputStream();
    var environment = new java.util.HashMap<>(variables);
    environment.put("HOME", folder.toString());
    int ended =
        new DbtMain(
                environment,
                folder.resolve("shop"),
                new PrintStream(out, true, StandardCharsets.UTF_8))
            .run(new ArrayList<>(arguments));
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
