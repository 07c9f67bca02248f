package dev.bailey.database.h2;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.AesGcm;
import dev.bailey.storage.keys.Key256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/// Knows, outside the database, which database belongs here and how new it must be: H2 opens a file
/// that was cut as an empty one, without a word.
///
/// A small file of two slots, written in turn, each sealed with AES-256-GCM. It is written after
/// each sync of the database, so it is never ahead of it; it is itself synced once a second, and at
/// the end. After `kill -9` it is exact; after a power cut it may be a second behind, and a
/// database that lost less than that second would pass.
///
/// Not found: an older database together with the sentinel of that time. That needs something off
/// the machine.
final class Sentinel implements AutoCloseable {
  private static final int SLOT = 512;
  private static final int PLAIN = 16 + 8 + 8 + 1;
  private static final int SEALED = PLAIN + AesGcm.OVERHEAD;
  private static final long SYNC_EVERY = 1_000_000_000;

  /// Where a database stands in its life.
  enum State {
    /// It is being made; nothing in it was acknowledged.
    CREATING(1),
    /// It is, or was when the process died, open.
    OPEN(2),
    /// It was closed in order.
    CLOSED(3);

    private final byte code;

    State(int code) {
      this.code = (byte) code;
    }

    static State of(byte code) {
      return Arrays.stream(values()).filter(state -> state.code == code).findFirst().orElseThrow();
    }
  }

  /// What a slot says.
  ///
  /// @param sequence the higher one counts
  /// @param version of the newest chunk that was on the disk
  private record Entry(UUID instance, long sequence, long version, State state) {}

  private final Path path;
  private final RandomAccessFile file;
  private final AesGcm gcm;
  private final LongSupplier nanoTime;
  private Entry last;
  private long syncedAt;

  private Sentinel(
      Path path, RandomAccessFile file, AesGcm gcm, LongSupplier nanoTime, Entry last) {
    this.path = path;
    this.file = file;
    this.gcm = gcm;
    this.nanoTime = nanoTime;
    this.last = last;
  }

  /// Opens the sentinel, or makes one for a database that is to be made; and keeps other processes
  /// out until it is closed.
  static Sentinel open(Path path, Key256 key, SecureRandom random, LongSupplier nanoTime) {
    var gcm = new AesGcm(key, random);
    if (!Files.exists(path)) {
      var first = new Entry(UUID.randomUUID(), 0, 0, State.CREATING);
      DurableFiles.createOnce(path, Arrays.copyOf(seal(gcm, first), 2 * SLOT), "rw-------");
    }
    try {
      var file = new RandomAccessFile(path.toFile(), "rw");
      try {
        lock(path, file);
        return new Sentinel(path, file, gcm, nanoTime, read(path, file, gcm));
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } catch (IOException e) {
      throw StorageException.io("cannot open " + path, e);
    }
  }

  /// Writes one for a copy of the database that was taken while it was open.
  ///
  /// @param version that the copy has at least
  static void vouch(Path path, UUID instance, long version, Key256 key, SecureRandom random) {
    try (var gcm = new AesGcm(key, random)) {
      byte[] slot = seal(gcm, new Entry(instance, 0, version, State.OPEN));
      DurableFiles.createOnce(path, Arrays.copyOf(slot, 2 * SLOT), "rw-------");
    }
  }

  UUID instance() {
    return last.instance;
  }

  State state() {
    return last.state;
  }

  long version() {
    return last.version;
  }

  /// The database was synced up to a version. Called by one thread at a time.
  void advance(long version) {
    if (last.state == State.OPEN) {
      write(State.OPEN, Math.max(version, last.version));
      if (nanoTime.getAsLong() - syncedAt > SYNC_EVERY) {
        sync();
      }
    }
  }

  /// The database entered a state; returns when that is on the disk.
  void enter(State state, long version) {
    write(state, Math.max(version, last.version));
    sync();
  }

  @Override
  public void close() {
    gcm.close();
    try {
      file.close();
    } catch (IOException e) {
      throw StorageException.io("cannot close " + path, e);
    }
  }

  private void write(State state, long version) {
    var entry = new Entry(last.instance, last.sequence + 1, version, state);
    try {
      file.seek(entry.sequence % 2 * SLOT);
      file.write(seal(gcm, entry));
      last = entry;
    } catch (IOException e) {
      throw StorageException.io("cannot write " + path, e);
    }
  }

  private static byte[] seal(AesGcm gcm, Entry entry) {
    byte[] plain =
        ByteBuffer.allocate(PLAIN)
            .putLong(entry.instance.getMostSignificantBits())
            .putLong(entry.instance.getLeastSignificantBits())
            .putLong(entry.sequence)
            .putLong(entry.version)
            .put(entry.state.code)
            .array();
    return gcm.seal(plain, context((int) (entry.sequence % 2)));
  }

  private void sync() {
    try {
      file.getFD().sync();
      syncedAt = nanoTime.getAsLong();
    } catch (IOException e) {
      throw StorageException.io("cannot sync " + path, e);
    }
  }

  private static void lock(Path path, RandomAccessFile file) throws IOException {
    try {
      if (file.getChannel().tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Held within this very process: the same answer.
    }
    throw new StorageException(
        Code.IN_USE, "another process is using the database beside " + path + "; stop it first");
  }

  private static Entry read(Path path, RandomAccessFile file, AesGcm gcm) throws IOException {
    byte[] bytes = new byte[2 * SLOT];
    file.seek(0);
    int length = Math.max(0, file.read(bytes));
    Optional<Entry> first = slot(bytes, length, 0, gcm);
    Optional<Entry> second = slot(bytes, length, 1, gcm);
    if (first.isEmpty() && second.isEmpty()) {
      throw new StorageException(
          Code.DAMAGED,
          "%s, which vouches for the database, is damaged. Restore a backup; nothing was changed."
              .formatted(path));
    }
    return first
        .filter(a -> second.isEmpty() || a.sequence > second.get().sequence)
        .orElseGet(second::orElseThrow);
  }

  private static Optional<Entry> slot(byte[] bytes, int length, int slot, AesGcm gcm) {
    int from = slot * SLOT;
    if (length < from + SEALED) {
      return Optional.empty();
    }
    byte[] sealed = Arrays.copyOfRange(bytes, from, from + SEALED);
    return gcm.open(sealed, context(slot))
        .map(ByteBuffer::wrap)
        .map(in ->
            new Entry(
                new UUID(in.getLong(), in.getLong()),
                in.getLong(),
                in.getLong(),
                State.of(in.get())));
  }

  private static byte[] context(int slot) {
    return ("bailey sentinel " + slot).getBytes(StandardCharsets.US_ASCII);
  }
}
