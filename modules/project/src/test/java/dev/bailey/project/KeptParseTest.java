package dev.bailey.project;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.project.parse.LastParse;
import dev.bailey.project.store.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A parse in a file is read by what wrote it, and by nothing else.
class KeptParseTest {
  private static final int DAMAGES = 300;

  private final Edits edits = new Edits(TestDialect.resource("projects/everything"), 1);

  private byte[] kept() {
    return new ProjectLoader(new TestDialect("duckdb"), TestDialect.builtins())
        .load(edits.source(), edits.options(), List.of())
        .left()
        .flatMap(left -> left.bytes("one"))
        .orElseThrow();
  }

  @Test
  void anotherEngineDoesNotReadIt() {
    byte[] bytes = kept();

    assertThatThrownBy(() -> LastParse.read("two", ByteBuffer.wrap(bytes)))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("it was not written by this version of Bailey");
  }

  @Test
  void aFileOfAnythingElseIsNotRead() {
    byte[] foreign = "dbt's own partial parse".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> LastParse.read("one", ByteBuffer.wrap(foreign)))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void aDamagedFileIsNotRead() {
    byte[] bytes = kept();
    var random = new Random(7);
    for (int i = 0; i < DAMAGES; i++) {
      byte[] damaged = damaged(bytes, random);

      assertThatThrownBy(() -> LastParse.read("one", ByteBuffer.wrap(damaged)))
          .isInstanceOf(UnreadableException.class);
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    byte[] damaged = bytes.clone();
    damaged[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
    return damaged;
  }
}
