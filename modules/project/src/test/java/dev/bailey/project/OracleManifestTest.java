package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.project.manifest.Data;
import dev.bailey.source.DirectoryTree;
import dev.bailey.source.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Parses projects with real dbt Core and with us, and compares the manifests key by key.
@Tag("slow")
class OracleManifestTest {
  @TempDir private Path temporary;

  @Test
  void theProjectWithEverythingIsStillParsedByDbtAsRecorded() throws Exception {
    Path project = copy(Path.of("src/test/resources/projects/everything"), "everything");

    assertSame(project, "everything", Set.of("everything", "helpers"));
  }

  @Test
  void theConfiguredProjectIsStillParsedByDbtAsRecorded() throws Exception {
    Path project = copy(Path.of("src/test/resources/projects/configured"), "configured");

    assertSame(project, "configured", Set.of("configured", "inner"));
  }

  @Test
  void theProjectWithSemanticModelsIsStillParsedByDbtAsRecorded() throws Exception {
    Path project = copy(Path.of("src/test/resources/projects/semantics"), "semantics");

    assertSame(project, "semantics", Set.of("semantics"));
  }

  @Test
  void theSampleProjectIsParsedAsDbtDoes() throws Exception {
    Path sample = Path.of("../../installer/sample");
    assumeTrue(Files.exists(sample.resolve("dbt_project.yml")), "installer/sample is not there");

    assertSame(copy(sample, "sample"), "analytics", Set.of("spokes"));
  }

  private void assertSame(Path project, String schema, Set<String> packages) throws Exception {
    dbt(project);
    Data.Dict dbt = Json.read(project.resolve("target/manifest.json"));
    String database = database(dbt);

    var outcome =
        new ProjectLoader(new TestDialect("duckdb"), TestDialect.builtins())
            .load(
                new ProjectSource(
                    new DirectoryTree(project, Set.of("target", "logs")),
                    new LinkedHashMap<>(),
                    project.toString()),
                options(database, schema));

    assertThat(outcome).isInstanceOf(Outcome.Ok.class);
    var parsed = ((Outcome.Ok<ParsedProject>) outcome).value();
    assertThat(ManifestComparison.differences(dbt, parsed.manifest(), packages))
        .filteredOn(difference -> !namesBuiltins(difference))
        .isEmpty();
  }

  /// The built-in macros of these tests are few, so calls of others lead nowhere.
  private static boolean namesBuiltins(String difference) {
    return difference.startsWith("macros.") && difference.contains("depends_on");
  }

  private static String database(Data.Dict dbt) {
    var nodes = (Data.Dict) dbt.find("nodes").orElseThrow();
    var first = (Data.Dict) nodes.entries().values().iterator().next();
    return first.find("database").flatMap(Data::asText).orElseThrow();
  }

  private static ParseOptions options(String database, String schema) {
    var target =
        new Target(
            "test",
            schema.equals("analytics") ? "duckdb" : "dev",
            "duckdb",
            Optional.of(database),
            schema.equals("analytics") ? schema : "main",
            1,
            Data.noEntries());
    return new ParseOptions(
        target, Data.noEntries(), Map.of(), Data.noEntries(), "test", Instant.EPOCH);
  }

  private static void dbt(Path project) throws IOException, InterruptedException {
    String dbt = System.getenv("BAILEY_ORACLE_DBT");
    assumeTrue(dbt != null, "BAILEY_ORACLE_DBT does not name real dbt: NOT COMPARED");
    var process =
        new ProcessBuilder(Objects.requireNonNull(dbt), "parse", "--profiles-dir", ".")
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(project.resolve("dbt.log").toFile())
            .start();

    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(() -> read(project.resolve("dbt.log"))).isZero();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = temporary.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }
}
