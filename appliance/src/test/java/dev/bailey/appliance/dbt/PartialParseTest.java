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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `bailey dbt` keeps of a parse for the next command.
class PartialParseTest {
  private static final String UNABLE = "Unable to do partial parsing";

  @TempDir private Path project;

  @BeforeEach
  void begin() throws IOException {
    file("dbt_project.yml", "name: shop\nprofile: shop\n");
    file("profiles.yml", "shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb}}}");
    file("models/a.sql", "select {{ var('amount', 1) }} as id, '{{ env_var('PLACE', '') }}' as b");
    file("models/b.sql", "select * from {{ ref('a') }}");
  }

  @Test
  void theNextCommandBeginsWithIt() throws IOException {
    dbt(Map.of(), "parse");
    String before = resources();

    assertThat(dbt(Map.of(), "parse")).doesNotContain(UNABLE);

    assertThat(kept()).exists();
    assertThat(resources()).isEqualTo(before);
  }

  @Test
  void anEditShows() throws IOException {
    dbt(Map.of(), "parse");
    file("models/b.sql", "select 2 as other");

    assertThat(dbt(Map.of(), "ls", "--select", "a+")).contains("shop.a").doesNotContain("shop.b");
  }

  @Test
  void anAnswerOfTheEnvironmentShows() throws IOException {
    file("models/a.sql", "{{ config(tags=[env_var('PLACE', 'nowhere')]) }} select 1 as id");
    dbt(Map.of(), "parse");

    String found = dbt(Map.of("PLACE", "here"), "ls", "--select", "tag:here");

    assertThat(found).contains("shop.a");
  }

  @Test
  void aDamagedOneIsPassedOverWithANote() throws IOException {
    dbt(Map.of(), "parse");
    byte[] bytes = Files.readAllBytes(kept());
    bytes[bytes.length / 2] ^= 1;
    Files.write(kept(), bytes);

    assertThat(dbt(Map.of(), "parse")).contains(UNABLE + " because").contains("it is damaged");

    assertThat(dbt(Map.of(), "parse")).doesNotContain(UNABLE);
  }

  @Test
  void nothingIsKeptWhereThatIsNotWanted() throws IOException {
    dbt(Map.of(), "parse", "--no-partial-parse");
    assertThat(kept()).doesNotExist();

    file("dbt_project.yml", "name: shop\nprofile: shop\nflags: {partial_parse: false}\n");
    dbt(Map.of(), "parse");

    assertThat(kept()).doesNotExist();
  }

  @Test
  void anotherProjectFileIsKeptToo() throws IOException {
    dbt(Map.of(), "parse");
    byte[] before = Files.readAllBytes(kept());
    file("dbt_project.yml", "name: shop\nprofile: shop\nmodels: {+tags: [new]}\n");

    assertThat(dbt(Map.of(), "ls", "--select", "tag:new")).contains("shop.a");

    assertThat(Files.readAllBytes(kept())).isNotEqualTo(before);
  }

  private Path kept() {
    return project.resolve("target/partial_parse.bailey");
  }

  /// The manifest without its metadata, which tells of the command.
  private String resources() throws IOException {
    String manifest = Files.readString(project.resolve("target/manifest.json"));
    return manifest.substring(manifest.indexOf("\"nodes\":"));
  }

  private String dbt(Map<String, String> environment, String... arguments) {
    var said = new ByteArrayOutputStream();
    var out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int code = new DbtMain(environment, project, out).run(List.of(arguments));
    String text = said.toString(StandardCharsets.UTF_8);
    assertThat(code).as(text).isZero();
    return text;
  }

  private void file(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
