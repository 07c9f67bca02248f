package dev.bailey.project.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.source.SourceTree;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourcePathsTest {
  private final SourcePaths paths =
      new SourcePaths(
          Stream.of("models/a.sql", "models/s/B.SQL", "models/s/c.yml", "models2/d.sql", "e.sql")
              .map(path -> new SourceTree.Entry(path, path, 1))
              .toList(),
          IgnoreRules.of("a.sql"));

  @Test
  void filesAreFoundByFolderAndExtensionInAnyLetterCase() {
    assertThat(relative(List.of("models"))).containsExactly("s/B.SQL");
  }

  @Test
  void theProjectItselfCanBeASourcePath() {
    assertThat(relative(List.of("."))).containsExactly("models/s/B.SQL", "models2/d.sql", "e.sql");
  }

  @Test
  void aTrailingSlashChangesNothing() {
    assertThat(relative(List.of("./models2/"))).containsExactly("d.sql");
  }

  private List<String> relative(List<String> searched) {
    return paths.find(searched, Set.of(".sql")).stream().map(SourcePaths.Found::relative).toList();
  }
}
