package dev.bailey.database.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.KeyRing;
import dev.bailey.storage.keys.MasterKeyFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedH2Test {
  private static final int HEADER = 4096;
  private static final int SLOT = 4096 + 28;
  private static final String CANARY = "CNRY5be41d";

  private final SecureRandom random = new SecureRandom();

  @TempDir Path home;
  private Path data;
  private Path file;
  private Path sentinel;

  @BeforeEach
  void places() {
    data = home.resolve("data/database");
    file = data.resolve("bailey.mv.db");
    sentinel = data.resolve("bailey.sentinel");
  }

  @Test
  void whatWasCommittedIsThereAfterReopening() throws SQLException {
    create(100);

    assertThat(rows()).isEqualTo(100);
  }

  @Test
  void nothingReadableIsOnTheDiskAndNoTraceFile() throws Exception {
    create(2000);

    try (var files = Files.walk(home)) {
      for (Path found : files.filter(Files::isRegularFile).toList()) {
        assertThat(found.toString()).doesNotEndWith(".trace.db").doesNotContain(CANARY);
        String raw = Files.readString(found, StandardCharsets.ISO_8859_1);
        assertThat(raw).doesNotContain(CANARY).doesNotContain("H2Engine").doesNotContain("chunk:");
      }
    }
  }

  /// H2 would spill a large sorted result into a plain file of the system's temporary directory.
  @Test
  void aLargeResultLeavesNoTemporaryFile() throws Exception {
    var before = temporaryFiles();
    try (var home = open();
        var connection = home.h2.dataSource().getConnection();
        var statement = connection.createStatement()) {
      var rows =
          statement.executeQuery(
              "select distinct x, 'CNRY' || x from system_range(1, 200000) order by 2 desc");
      assertThat(rows.next()).isTrue();

      assertThat(temporaryFiles()).isEqualTo(before);
    }
  }

  @Test
  void aDatabaseThatIsMissingIsRefused() throws Exception {
    create(10);
    Files.delete(file);

    assertRefused("is missing");

    assertThat(file).doesNotExist();
  }

  @Test
  void aDatabaseThatWasCutIsRefusedWhereverItWasCut() throws Exception {
    create(3000);
    byte[] good = Files.readAllBytes(file);
    byte[] state = Files.readAllBytes(sentinel);
    int pages = (good.length - HEADER) / SLOT;

    for (int cut : List.of(1, 28, SLOT, 2 * SLOT, 40 * SLOT, good.length / 2, (pages - 2) * SLOT)) {
      cut(good.length - cut);
      Files.write(sentinel, state);
      byte[] before = Files.readAllBytes(file);
      assertRefused("Restore a backup");
      assertThat(file).hasBinaryContent(before);
      Files.write(file, good);
    }
    Files.write(sentinel, state);
    assertThat(rows()).isEqualTo(3000);
  }

  @Test
  void anEmptyDatabaseIsRefused() throws Exception {
    create(10);
    cut(HEADER);
    assertRefused("Restore a backup");

    cut(0);
    assertRefused("Restore a backup");
  }

  @Test
  void anOlderCopyIsRefused() throws Exception {
    create(10);
    byte[] older = Files.readAllBytes(file);
    try (var home = open()) {
      insert(home.h2, 1);
    }
    Files.write(file, older);

    assertRefused("older copy");

    assertThat(file).hasBinaryContent(older);
  }

  @Test
  void theDatabaseOfAnotherHomeIsRefused() throws Exception {
    create(10);
    byte[] other = Files.readAllBytes(file);
    Files.delete(file);
    Files.delete(sentinel);
    create(10);
    Files.write(file, other);

    assertRefused("belongs elsewhere");
  }

  @Test
  void withoutItsSentinelADatabaseIsRefused() throws Exception {
    create(10);
    Files.delete(sentinel);

    assertRefused("vouches for it");
  }

  @Test
  void aDamagedSentinelIsRefused() throws Exception {
    create(10);
    Files.write(sentinel, new byte[1024]);

    assertRefused("is damaged");
  }

  @Test
  void aCrashWhileTheFirstTablesAreMadeStartsAnew() throws Exception {
    open().abandon();

    create(5);

    assertThat(rows()).isEqualTo(5);
  }

  /// No bit of the file may change an answer: it is refused, fails, or makes no difference.
  @Test
  void noFlippedBitGivesAWrongAnswer() throws Exception {
    create(500);
    byte[] good = Files.readAllBytes(file);
    byte[] state = Files.readAllBytes(sentinel);
    int noticed = 0;
    var dice = new Random(5);

    for (int i = 0; i < 20; i++) {
      int at = HEADER + dice.nextInt(good.length - HEADER);
      Files.write(file, good);
      Files.write(sentinel, state);
      flip(at);
      try {
        assertThat(rows()).as("byte %d", at).isEqualTo(500);
      } catch (StorageException | SQLException e) {
        noticed++;
      }
    }
    assertThat(noticed).isPositive();
  }

  @Test
  void oneDamagedCopyOfTheFileHeaderIsMadeGoodByTheOther() throws Exception {
    create(10);

    flip(HEADER + 100);

    assertThat(rows()).isEqualTo(10);
  }

  @Test
  void twoDamagedCopiesOfTheFileHeaderAreDamage() throws Exception {
    create(10);
    flip(HEADER + 100);
    flip(HEADER + SLOT + 100);

    assertRefused("Restore a backup");
  }

  /// Any block of a chunk may be the one that is missing: whichever it is, the state before is
  /// back.
  @Test
  void aTornChunkThatWasNeverAcknowledgedIsLeftOut() throws Exception {
    var abandoned = open();
    insert(abandoned.h2, 50);
    byte[] state = Files.readAllBytes(sentinel);
    Map<Integer, byte[]> before = slots();
    insert(abandoned.h2, 150);
    byte[] after = Files.readAllBytes(file);
    var changed = slots();
    changed.keySet().removeIf(slot -> Arrays.equals(changed.get(slot), before.get(slot)));
    abandoned.abandon();
    assertThat(changed.size()).isGreaterThan(15);

    var found = new HashSet<Integer>();
    for (int block : changed.keySet()) {
      Files.write(file, after);
      Files.write(sentinel, state);
      blank(block);
      found.add(rows());
    }
    assertThat(found).containsExactlyInAnyOrder(50, 200);
  }

  @Test
  void aTornChunkThatWasAcknowledgedIsRefusedOrFails() throws Exception {
    var abandoned = open();
    insert(abandoned.h2, 50);
    insert(abandoned.h2, 40);
    abandoned.abandon();
    int last = slots().keySet().stream().max(Integer::compare).orElseThrow();
    blank(last);

    assertRefused("older copy");
  }

  @Test
  void anotherProcessIsKeptOut() throws Exception {
    try (var home = open()) {
      insert(home.h2, 1);
      assertThatThrownBy(() -> EmbeddedH2.open(data, home.ring, random))
          .hasMessageContaining("another process");
      insert(home.h2, 1);
    }
  }

  @Test
  void anInterruptedThreadDoesNotCloseTheDatabase() throws Exception {
    try (var home = open()) {
      insert(home.h2, 1);
      Thread.currentThread().interrupt();
      try {
        insert(home.h2, 1);
      } catch (SQLException e) {
        // Waiting for a connection may end by the interrupt; the database must not.
      } finally {
        Thread.interrupted();
      }

      insert(home.h2, 1);
    }
  }

  @Test
  void manyWritersShareTheirSyncs() throws Exception {
    try (var home = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      insert(home.h2, 1);
      var writers =
          IntStream.range(0, 8)
              .mapToObj(i -> CompletableFuture.runAsync(() -> commitMany(home.h2, 20), threads))
              .toList();
      writers.forEach(CompletableFuture::join);
    }
    assertThat(rows()).isEqualTo(161);
  }

  private static void commitMany(EmbeddedH2 h2, int times) {
    for (int i = 0; i < times; i++) {
      try {
        insert(h2, 1);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void create(int rows) throws SQLException {
    try (var home = open()) {
      insert(home.h2, rows);
    }
  }

  private int rows() throws SQLException {
    try (var home = open();
        var connection = home.h2.dataSource().getConnection();
        var statement = connection.createStatement()) {
      var result =
          statement.executeQuery("select count(*) from t where text like '" + CANARY + "%'");
      result.next();
      return result.getInt(1);
    }
  }

  private static void insert(EmbeddedH2 h2, int rows) throws SQLException {
    try (var connection = h2.dataSource().getConnection();
        var statement = connection.prepareStatement("insert into t(text) values (?)")) {
      for (int i = 0; i < rows; i++) {
        statement.setString(1, (CANARY + i).repeat(20));
        statement.executeUpdate();
      }
      connection.commit();
    }
    h2.awaitDurable();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> open().close())
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.code()).isEqualTo(Code.DAMAGED))
        .hasMessageContaining(message);
  }

  private KeyRing ring() {
    Path ring = home.resolve("data/keyring");
    var master = new MasterKeyFile(home.resolve("keys/master.key"), random);
    return KeyRing.open(ring, master, random);
  }

  private Home open() throws SQLException {
    var ring = ring();
    try {
      var h2 = EmbeddedH2.open(data, ring, random);
      try (var connection = h2.dataSource().getConnection();
          var statement = connection.createStatement()) {
        statement.execute(
            "create table if not exists t(id bigint generated always as identity primary key, text varchar)");
        connection.commit();
      }
      h2.created();
      return new Home(ring, h2);
    } catch (RuntimeException e) {
      ring.close();
      throw e;
    }
  }

  private record Home(KeyRing ring, EmbeddedH2 h2) implements AutoCloseable {

    /// As the machine would: without closing anything, but the files.
    void abandon() {
      h2.abandon();
      ring.close();
    }

    @Override
    public void close() {
      h2.close();
      ring.close();
    }
  }

  private Map<Integer, byte[]> slots() throws IOException {
    byte[] raw = Files.readAllBytes(file);
    var found = new TreeMap<Integer, byte[]>();
    for (int slot = 2; HEADER + (slot + 1) * SLOT <= raw.length; slot++) {
      int at = HEADER + slot * SLOT;
      found.put(slot, Arrays.copyOfRange(raw, at, at + SLOT));
    }
    return found;
  }

  private void blank(int slot) throws IOException {
    try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(HEADER + (long) slot * SLOT + 1000);
      raw.write(new byte[2000]);
    }
  }

  private void flip(int at) throws IOException {
    try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek(at);
      int old = raw.read();
      raw.seek(at);
      raw.write(old ^ 4);
    }
  }

  private void cut(long size) throws IOException {
    try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.setLength(size);
    }
  }

  private static List<String> temporaryFiles() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.map(Path::toString).filter(name -> name.contains("h2tmp")).sorted().toList();
    }
  }
}
