package dev.bailey.database.h2;

import dev.bailey.storage.keys.KeyRing;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;

/// Writes until it is refused, says so, goes on asking, and says how many rows were acknowledged
/// and how many are there once writing works again.
public final class FullDiskChild {
  private FullDiskChild() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    var random = new SecureRandom();
    try (KeyRing ring = CrashChild.ring(home, random);
        var h2 = CrashChild.open(home, ring, random)) {
      long acknowledged = writeUntilRefused(h2, 1);
      System.out.println("FULL");
      while (!tryWrite(h2, acknowledged + 1)) {
        awaitALine();
      }
      System.out.println("ROWS " + (acknowledged + 1) + " " + rows(h2));
    }
  }

  private static long writeUntilRefused(EmbeddedH2 h2, long first) {
    long id = first;
    while (tryWrite(h2, id)) {
      id++;
    }
    return id - 1;
  }

  private static boolean tryWrite(EmbeddedH2 h2, long id) {
    try (var connection = h2.dataSource().getConnection();
        var insert = connection.prepareStatement("insert into pair values (?, 0, ?)")) {
      insert.setLong(1, id);
      insert.setString(2, ("row " + id + " ").repeat(2000));
      insert.executeUpdate();
      connection.commit();
      h2.awaitDurable();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /// The parent says when to try again.
  private static void awaitALine() throws IOException {
    if (System.in.read() < 0) {
      throw new IOException("the parent is gone");
    }
  }

  private static long rows(EmbeddedH2 h2) throws SQLException {
    try (var connection = h2.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from pair where id > 0")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
