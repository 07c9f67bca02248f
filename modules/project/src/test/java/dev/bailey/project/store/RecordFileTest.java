package dev.bailey.project.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.project.manifest.Data;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordFileTest {
  private static final int DAMAGES = 20_000;

  enum Colour {
    RED,
    BLUE
  }

  record Pair<T>(T first, Optional<T> second) {}

  record All(
      List<Pair<Data>> data,
      Map<String, Colour> colours,
      Set<String> names,
      int whole,
      long large,
      boolean truth,
      String text,
      ByteBuffer bytes) {}

  private static final All VALUE =
      new All(
          List.of(
              new Pair<>(Data.nothing(), Optional.of(Data.of(true))),
              new Pair<>(new Data.Whole(BigInteger.TWO.pow(90)), Optional.of(new Data.Real(-0.0))),
              new Pair<>(
                  new Data.Date(LocalDate.EPOCH),
                  Optional.of(
                      new Data.Moment(
                          LocalDateTime.of(2026, 1, 2, 3, 4, 5), Optional.of(ZoneOffset.UTC)))),
              new Pair<>(
                  Data.dict(Map.of("key", Data.texts(List.of("a", "a")))), Optional.empty())),
          Map.of("sky", Colour.BLUE, "rose", Colour.RED),
          Set.of("one", "two"),
          Integer.MIN_VALUE,
          Long.MAX_VALUE,
          true,
          "Zürich, 東京, \ud83d\ude00, half a pair \ud800",
          ByteBuffer.wrap(new byte[] {0, 1, -1}));

  @Test
  void aRecordIsReadAsItWasWritten() throws UnreadableException {
    byte[] bytes = new RecordFile().write(VALUE);

    assertThat(new RecordFile().read(All.class, ByteBuffer.wrap(bytes))).isEqualTo(VALUE);
  }

  record Next(All earlier, String text) {}

  @Test
  void aChapterRefersToWhatAnEarlierOneHas() throws UnreadableException {
    var written = new RecordFile();
    byte[] first = written.write(VALUE);
    byte[] second = written.write(new Next(VALUE, "more"));

    var read = new RecordFile();
    All all = read.read(All.class, ByteBuffer.wrap(first));
    Next next = read.read(Next.class, ByteBuffer.wrap(second));
    assertThat(next.earlier()).isSameAs(all);
    assertThat(next.text()).isEqualTo("more");
  }

  @Test
  void whatIsDamagedGivesARecordOrAnError() {
    byte[] bytes = new RecordFile().write(VALUE);
    var random = new Random(1);
    for (int i = 0; i < DAMAGES; i++) {
      byte[] damaged = bytes.clone();
      for (int j = random.nextInt(3); j >= 0; j--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(new RecordFile().read(All.class, ByteBuffer.wrap(damaged))).isNotNull();
      } catch (UnreadableException e) {
        assertThat(e).hasMessage("the contents are damaged");
      }
    }
  }

  @Test
  void anEmptyFileIsDamaged() {
    assertThatThrownBy(() -> new RecordFile().read(All.class, ByteBuffer.allocate(0)))
        .isInstanceOf(UnreadableException.class);
  }

  record Foreign(Thread thread) {}

  @Test
  void aTypeThatIsNoDataIsRefused() {
    assertThatThrownBy(() -> new RecordFile().write(new Foreign(Thread.currentThread())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a file cannot hold a java.lang.Thread");
  }
}
