package dev.bailey.appliance.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// A filesystem of a few megabytes, in memory, for the files of a PostgreSQL. Only root mounts one.
///
/// @param folder where it is mounted
record SmallDisk(Path folder) implements AutoCloseable {

  static SmallDisk mount(PostgresServer server) throws IOException, SQLException {
    Path folder = Files.createTempDirectory("bailey-disk");
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=16m,mode=0700", "tmpfs", folder.toString()),
        "SKIPPED: nothing can be mounted here");
    try (var connection = server.connect();
        var statement = connection.createStatement();
        var found = statement.executeQuery("show data_directory")) {
      found.next();
      Files.setOwner(folder, Files.getOwner(Path.of(found.getString(1))));
    }
    return new SmallDisk(folder);
  }

  /// Makes it larger, or smaller again.
  void size(int mib) throws IOException {
    assertThat(run("mount", "-o", "remount,size=" + mib + "m", folder.toString())).isTrue();
  }

  private static boolean run(String... command) throws IOException {
    try {
      return new ProcessBuilder(List.of(command)).redirectErrorStream(true).start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    // Whatever still has a file open there keeps it until it closes it.
    boolean _ = run("umount", "-l", folder.toString());
    Files.delete(folder);
  }
}
