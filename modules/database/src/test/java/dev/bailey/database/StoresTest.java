package dev.bailey.database;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The ports of registry and security on H2.
final class StoresTest extends StoresContracts {
  @TempDir static Path directory;
  private static TestHome home;

  @BeforeAll
  static void open() {
    home = TestHome.at(directory, AllRows.all());
  }

  @AfterAll
  static void close() {
    home.close();
  }

  @Override
  TestHome home() {
    return home;
  }
}
