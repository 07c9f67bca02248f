package dev.bailey.storage.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailey.storage.object.LocalObjects;
import dev.bailey.storage.object.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of a change of keys leaves what opens everything.
@Tag("slow")
final class KilledRotationTest {
  private static final int ROUNDS = Integer.getInteger("killed.rounds", 20);
  private static final int OBJECTS = 20;

  @Test
  void aKilledChangeOfTheMasterKeyLeavesOneThatOpens(@TempDir Path home) throws Exception {
    String key = keyOf(home);

    killAgainAndAgain(
        home, "master", round -> assertThat(keyOf(home)).as("round %d", round).isEqualTo(key));
  }

  @Test
  void aKilledRotationOfDataKeysLosesNothing(@TempDir Path home) throws Exception {
    try (var ring = open(home)) {
      var objects = objects(home, ring);
      for (int each = 0; each < OBJECTS; each++) {
        objects.put(object(each), text(each));
      }
    }

    killAgainAndAgain(
        home,
        "data",
        round -> {
          try (var ring = open(home)) {
            var objects = objects(home, ring);
            for (int each = 0; each < OBJECTS; each++) {
              assertThat(objects.get(object(each))).as("round %d", round).contains(text(each));
            }
          }
        });
  }

  private static void killAgainAndAgain(Path home, String what, IntConsumer check)
      throws Exception {
    var dice = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      var child =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Rotating.class.getName(),
                  what,
                  home.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (var output = child.inputReader(StandardCharsets.UTF_8)) {
        assertThat(output.readLine()).isEqualTo("turning");
        assertThat(child.waitFor(dice.nextInt(150), TimeUnit.MILLISECONDS)).isFalse();
        child.destroyForcibly().waitFor();
      }
      check.accept(round);
    }
  }

  private static String keyOf(Path home) {
    try (var ring = open(home);
        var key = ring.key(KeyOwner.account(), Purpose.DATABASE)) {
      return key.lend(HexFormat.of()::formatHex);
    }
  }

  private static KeyRing open(Path home) {
    return KeyRing.open(home.resolve("data/keyring"), file(home), new SecureRandom());
  }

  private static MasterKeyFile file(Path home) {
    return new MasterKeyFile(home.resolve("keys/master.key"), new SecureRandom());
  }

  private static LocalObjects objects(Path home, KeyRing ring) {
    return new LocalObjects(home.resolve("data/objects"), ring);
  }

  private static ObjectKey object(int number) {
    return new ObjectKey(KeyOwner.account(), "things", Integer.toString(number));
  }

  private static byte[] text(int number) {
    return "thing number %d".formatted(number).getBytes(StandardCharsets.UTF_8);
  }

  /// Rotates keys until it is killed.
  static final class Rotating {
    private Rotating() {}

    public static void main(String[] arguments) {
      Path home = Path.of(arguments[1]);
      try (var ring = open(home)) {
        System.out.println("turning");
        System.out.flush();
        while (true) {
          if (arguments[0].equals("master")) {
            ring.changeMasterKey(file(home));
          } else {
            ring.beginRotation();
            DataKeyRotation.pass(ring, List.of(objects(home, ring)), () -> true);
          }
        }
      }
    }
  }
}
