package dev.bailey.storage.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.keys.Key256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class FieldSealTest {
  private static final Place PLACE = new Place("credential", "12", "password");
  private static final byte[] VALUE = "hunter2".getBytes(StandardCharsets.UTF_8);

  private final SecureRandom random = new SecureRandom();
  private final FieldSeal seal = new FieldSeal(Key256.random(random), random);

  @Test
  void whatWasSealedOpensAtItsPlace() {
    assertThat(seal.open(PLACE, seal.seal(PLACE, VALUE))).isEqualTo(VALUE);
  }

  @Test
  void anEmptyValueIsAValue() {
    assertThat(seal.open(PLACE, seal.seal(PLACE, new byte[0]))).isEmpty();
  }

  @Test
  void itOpensAtNoOtherPlace() {
    byte[] sealed = seal.seal(PLACE, VALUE);

    assertRefused(new Place("credential", "13", "password"), sealed);
    assertRefused(new Place("credential", "1", "2password"), sealed);
    assertRefused(new Place("credentia", "l12", "password"), sealed);
  }

  @Test
  void everyFlippedBitAndEveryCutIsFound() {
    byte[] sealed = seal.seal(PLACE, VALUE);

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] flipped = sealed.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(PLACE, flipped);
    }
    for (int length = 0; length < sealed.length; length++) {
      assertRefused(PLACE, java.util.Arrays.copyOf(sealed, length));
    }
  }

  private void assertRefused(Place place, byte[] sealed) {
    assertThatThrownBy(() -> seal.open(place, sealed))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining(place.toString())
        .hasMessageNotContaining("hunter2");
  }
}
