package dev.bailey.storage.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShelfTest {
  private final Shelf shelf = new Shelf();

  @TempDir Path folder;
  private Path file;
  private Path copy;
  private Shelf.Seen seen;

  @BeforeEach
  void aFileAndItsCopy() throws IOException {
    file = Files.writeString(folder.resolve("file"), "old");
    copy = Files.writeString(folder.resolve("copy"), "old, under another key");
    seen = Shelf.look(file).orElseThrow();
  }

  @Test
  void aCopyTakesThePlaceOfWhatItIsACopyOf() {
    shelf.exchange(copy, file, seen);

    assertThat(file).hasContent("old, under another key");
    assertThat(copy).doesNotExist();
  }

  @Test
  void whatWasDeletedMeanwhileStaysDeleted() {
    shelf.delete(file);

    shelf.exchange(copy, file, seen);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatWasReplacedMeanwhileStaysReplaced() throws IOException {
    shelf.publish(Files.writeString(folder.resolve("part"), "new"), file);

    shelf.exchange(copy, file, seen);

    assertThat(file).hasContent("new");
    assertThat(copy).doesNotExist();
  }
}
