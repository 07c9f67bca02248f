package dev.bailey.appliance.whole;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The ground of all tests of bad input: one appliance for the whole class, which must still do its
/// work after the last test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BadInputTest {
  private LiveBailey bailey;
  private GoodJob good;

  @BeforeAll
  void start(@TempDir Path home) {
    bailey = LiveBailey.on(home, configuration());
    good = GoodJob.on(bailey);
  }

  @AfterAll
  void stillWorks() {
    try (LiveBailey last = bailey) {
      good.succeeds();
    }
  }

  Map<String, String> configuration() {
    return Map.of();
  }

  LiveBailey bailey() {
    return bailey;
  }

  Client client() {
    return bailey.client();
  }

  /// A job that nothing is wrong about.
  GoodJob good() {
    return good;
  }
}
