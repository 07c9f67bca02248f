package dev.bailey.storage.keys;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The ring on the disk:
///
/// ```
/// magic (8) | kind of master key (1) | n (2) what its source needs (n) | n (1) its check (n)
/// | n (1) ring key, wrapped by the master (n)
/// | sealed by the ring key, with all that precedes as context: round, owners, their wrapped keys,
///   destroyed owners, owners and their retired keys
/// ```
///
/// The ring key is new at each writing, so the file proves that the whole of it was written at
/// once, by one who held the master key.
final class RingFile {
  private static final byte[] MAGIC = "BAILEYK4".getBytes(StandardCharsets.US_ASCII);
  private static final String RING_KEY = "bailey key ring";
  private static final int MAX_BYTES = 64 << 20;

  /// An owner is one number: the project's in the lower bits, its repository's in the upper ones.
  private static final int PROJECT_BITS = Long.numberOfTrailingZeros(KeyOwner.Project.LARGEST + 1);

  private RingFile() {}

  /// What the ring knows.
  ///
  /// @param round how many rotations of data keys were begun
  /// @param destroyed owners whose key is gone, so that it is never made anew
  /// @param retired keys that owners had before, and that nothing but backups is under
  record Contents(
      int round,
      Map<KeyOwner, DataKey> keys,
      Set<KeyOwner> destroyed,
      Map<KeyOwner, List<Key256>> retired) {
    static Contents empty() {
      return new Contents(0, Map.of(), Set.of(), Map.of());
    }

    Contents with(KeyOwner owner, DataKey key) {
      var more = new LinkedHashMap<>(keys);
      more.put(owner, key);
      return new Contents(round, more, destroyed, retired);
    }

    Contents without(KeyOwner owner) {
      var fewer = new LinkedHashMap<>(keys);
      fewer.remove(owner);
      var gone = new LinkedHashSet<>(destroyed);
      gone.add(owner);
      return new Contents(round, fewer, gone, without(retired, owner));
    }

    Contents inNextRound() {
      return new Contents(round + 1, keys, destroyed, retired);
    }

    /// The same with these keys of an owner's retired, and no others.
    Contents retiring(KeyOwner owner, List<Key256> old) {
      var all = without(retired, owner);
      if (!old.isEmpty()) {
        all.put(owner, List.copyOf(old));
      }
      return new Contents(round, keys, destroyed, all);
    }

    List<Key256> retired(KeyOwner owner) {
      return retired.getOrDefault(owner, List.of());
    }

    private static Map<KeyOwner, List<Key256>> without(
        Map<KeyOwner, List<Key256>> all, KeyOwner owner) {
      var fewer = new LinkedHashMap<>(all);
      fewer.remove(owner);
      return fewer;
    }
  }

  static void write(
      Path file, RingLock lock, Contents contents, MasterKey master, SecureRandom random) {
    try (var ringKey = Key256.random(random);
        var gcm = new AesGcm(ringKey, random)) {
      var out = new ByteArrayOutputStream();
      out.writeBytes(MAGIC);
      writeLock(out, lock);
      writeShort(out, master.wrap(ringKey, RING_KEY));
      out.writeBytes(gcm.seal(encode(contents, master), out.toByteArray()));
      DurableFiles.replace(file, out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Of memory, which has none.
    }
  }

  /// What stands in the open; it is believed only after [#read].
  static RingLock lock(Path file) {
    try (var in = open(file)) {
      return readLock(file, in);
    } catch (IOException e) {
      throw damaged(file);
    }
  }

  /// @param master fits the lock
  static Contents read(Path file, MasterKey master, SecureRandom random) {
    byte[] bytes = bytes(file);
    try (var in = open(file)) {
      readLock(file, in);
      byte[] wrappedRingKey = readShort(in);
      int head = bytes.length - in.available();
      try (var ringKey = unwrap(file, master, wrappedRingKey);
          var gcm = new AesGcm(ringKey, random)) {
        byte[] context = Arrays.copyOf(bytes, head);
        byte[] plain = gcm.open(in.readAllBytes(), context).orElseThrow(() -> damaged(file));
        return decode(plain, master);
      }
    } catch (IOException e) {
      throw damaged(file);
    }
  }

  private static DataInputStream open(Path file) {
    return new DataInputStream(new ByteArrayInputStream(bytes(file)));
  }

  private static void writeLock(ByteArrayOutputStream out, RingLock lock) throws IOException {
    if (lock.memo().length > 0xffff) {
      throw new IllegalArgumentException(
          "a wrapped master key of " + lock.memo().length + " bytes");
    }
    out.write(lock.kind().code());
    out.write(lock.memo().length >>> 8);
    out.write(lock.memo().length);
    out.writeBytes(lock.memo());
    writeShort(out, lock.check());
  }

  private static RingLock readLock(Path file, DataInputStream in) throws IOException {
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw damaged(file);
    }
    int code = in.readUnsignedByte();
    var kind =
        Arrays.stream(MasterKeySource.Kind.values())
            .filter(each -> each.code() == code)
            .findFirst()
            .orElseThrow(() -> damaged(file));
    byte[] memo = new byte[in.readUnsignedShort()];
    in.readFully(memo);
    return new RingLock(kind, memo, readShort(in));
  }

  /// The check value fits, so it is the file that is wrong, not the key.
  private static Key256 unwrap(Path file, MasterKey master, byte[] wrapped) {
    try {
      return master.unwrap(wrapped, RING_KEY);
    } catch (StorageException e) {
      throw e.code() == Code.KEY_WRONG ? damaged(file) : e;
    }
  }

  static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw damaged(file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw StorageException.io("cannot read the key ring " + file, e);
    }
  }

  private static StorageException damaged(Path file) {
    return new StorageException(
        Code.DAMAGED,
        "the key ring %s is damaged. Put back the copy from your key escrow; nothing was changed."
            .formatted(file));
  }

  private static byte[] encode(Contents contents, MasterKey master) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(contents.round());
      out.writeInt(contents.keys().size());
      for (var entry : contents.keys().entrySet()) {
        writeOwner(out, entry.getKey());
        writeKey(out, entry.getValue(), key -> master.wrap(key, context(entry.getKey())));
      }
      out.writeInt(contents.destroyed().size());
      for (var owner : contents.destroyed()) {
        writeOwner(out, owner);
      }
      out.writeInt(contents.retired().size());
      for (var entry : contents.retired().entrySet()) {
        writeOwner(out, entry.getKey());
        out.writeShort(entry.getValue().size());
        for (Key256 key : entry.getValue()) {
          writeShort(out, master.wrap(key, context(entry.getKey())));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeKey(DataOutputStream out, DataKey key, Function<Key256, byte[]> wrap)
      throws IOException {
    out.writeInt(key.round());
    writeShort(out, wrap.apply(key.present()));
    out.writeBoolean(key.former().isPresent());
    if (key.former().isPresent()) {
      writeShort(out, wrap.apply(key.former().get()));
    }
    out.writeByte(key.lasting().size());
    for (var lasting : key.lasting().entrySet()) {
      out.writeUTF(lasting.getKey().label());
      writeShort(out, wrap.apply(lasting.getValue()));
    }
  }

  private static Contents decode(byte[] bytes, MasterKey master) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    int round = in.readInt();
    var keys = new LinkedHashMap<KeyOwner, DataKey>();
    for (int left = in.readInt(); left > 0; left--) {
      KeyOwner owner = readOwner(in);
      keys.put(owner, readKey(in, wrapped -> master.unwrap(wrapped, context(owner))));
    }
    var destroyed = new LinkedHashSet<KeyOwner>();
    for (int left = in.readInt(); left > 0; left--) {
      destroyed.add(readOwner(in));
    }
    var retired = new LinkedHashMap<KeyOwner, List<Key256>>();
    for (int left = in.readInt(); left > 0; left--) {
      KeyOwner owner = readOwner(in);
      var old = new ArrayList<Key256>();
      for (int more = in.readUnsignedShort(); more > 0; more--) {
        old.add(master.unwrap(readShort(in), context(owner)));
      }
      retired.put(owner, List.copyOf(old));
    }
    return new Contents(round, keys, destroyed, retired);
  }

  private static DataKey readKey(DataInputStream in, Function<byte[], Key256> unwrap)
      throws IOException {
    int round = in.readInt();
    Key256 present = unwrap.apply(readShort(in));
    Optional<Key256> former =
        in.readBoolean() ? Optional.of(unwrap.apply(readShort(in))) : Optional.empty();
    var lasting = new EnumMap<Purpose, Key256>(Purpose.class);
    for (int left = in.readUnsignedByte(); left > 0; left--) {
      lasting.put(purpose(in.readUTF()), unwrap.apply(readShort(in)));
    }
    return new DataKey(round, present, former, lasting);
  }

  private static Purpose purpose(String label) throws IOException {
    return Arrays.stream(Purpose.values())
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IOException("no purpose: " + label));
  }

  private static String context(KeyOwner owner) {
    return "bailey data key of " + owner.label();
  }

  private static void writeOwner(DataOutputStream out, KeyOwner owner) throws IOException {
    out.writeLong(
        switch (owner) {
          case KeyOwner.Account() -> 0;
          case KeyOwner.Project(long id) -> id;
          case KeyOwner.Person(long id) -> -id;
          case KeyOwner.Repository(KeyOwner.Project(long id), int number) ->
              ((long) number << PROJECT_BITS) | id;
        });
  }

  private static KeyOwner readOwner(DataInputStream in) throws IOException {
    long owner = in.readLong();
    if (owner == 0) {
      return KeyOwner.account();
    }
    if (owner < 0) {
      return new KeyOwner.Person(-owner);
    }
    var project = new KeyOwner.Project(owner & KeyOwner.Project.LARGEST);
    int number = (int) (owner >>> PROJECT_BITS);
    return number == 0 ? project : new KeyOwner.Repository(project, number);
  }

  private static void writeShort(OutputStream out, byte[] value) throws IOException {
    if (value.length > 255) {
      throw new IllegalArgumentException("a wrapped key of " + value.length + " bytes");
    }
    out.write(value.length);
    out.write(value);
  }

  private static byte[] readShort(DataInputStream in) throws IOException {
    byte[] value = new byte[in.readUnsignedByte()];
    in.readFully(value);
    return value;
  }
}
