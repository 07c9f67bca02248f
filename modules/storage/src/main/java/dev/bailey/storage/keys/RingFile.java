package dev.bailey.storage.keys;

import dev.bailey.storage.DurableFiles;
import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// The ring on the disk:
///
/// ```
/// magic (8) | n (1) master key check (n) | n (1) ring key, wrapped by the master (n)
/// | sealed by the ring key, with all that precedes as context: owners, their wrapped keys, destroyed owners
/// ```
///
/// The ring key is new at each writing, so the file proves that the whole of it was written at
/// once, by one who held the master key.
final class RingFile {
  private static final byte[] MAGIC = "BAILEYK1".getBytes(StandardCharsets.US_ASCII);
  private static final String RING_KEY = "bailey key ring";
  private static final int MAX_BYTES = 64 << 20;

  /// An owner is one number: the project's in the lower bits, its repository's in the upper ones.
  private static final int PROJECT_BITS = Long.numberOfTrailingZeros(KeyOwner.Project.LARGEST + 1);

  private RingFile() {}

  /// What the ring knows.
  ///
  /// @param wrapped data keys, each wrapped by the master key
  /// @param destroyed owners whose key is gone, so that it is never made anew
  record Contents(Map<KeyOwner, byte[]> wrapped, Set<KeyOwner> destroyed) {
    static Contents empty() {
      return new Contents(Map.of(), Set.of());
    }

    Contents with(KeyOwner owner, byte[] key) {
      var more = new LinkedHashMap<>(wrapped);
      more.put(owner, key);
      return new Contents(more, destroyed);
    }

    Contents without(KeyOwner owner) {
      var fewer = new LinkedHashMap<>(wrapped);
      fewer.remove(owner);
      var gone = new LinkedHashSet<>(destroyed);
      gone.add(owner);
      return new Contents(fewer, gone);
    }
  }

  static void write(Path file, Contents contents, MasterKey master, SecureRandom random) {
    try (var ringKey = Key256.random(random);
        var gcm = new AesGcm(ringKey, random)) {
      var out = new ByteArrayOutputStream();
      out.writeBytes(MAGIC);
      writeShort(out, master.check());
      writeShort(out, master.wrap(ringKey, RING_KEY));
      out.writeBytes(gcm.seal(encode(contents), out.toByteArray()));
      DurableFiles.replace(file, out.toByteArray());
    }
  }

  static Contents read(Path file, MasterKey master, SecureRandom random) {
    byte[] bytes = bytes(file);
    try {
      var in = new DataInputStream(new ByteArrayInputStream(bytes));
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        throw damaged(file);
      }
      byte[] check = readShort(in);
      byte[] wrappedRingKey = readShort(in);
      int head = bytes.length - in.available();
      if (!MessageDigest.isEqual(check, master.check())) {
        throw wrongKey(file);
      }
      try (var ringKey = unwrap(file, master, wrappedRingKey);
          var gcm = new AesGcm(ringKey, random)) {
        byte[] context = Arrays.copyOf(bytes, head);
        return decode(gcm.open(in.readAllBytes(), context).orElseThrow(() -> damaged(file)));
      }
    } catch (IOException e) {
      throw damaged(file);
    }
  }

  /// The check value fits, so it is the file that is wrong, not the key.
  private static Key256 unwrap(Path file, MasterKey master, byte[] wrapped) {
    try {
      return master.unwrap(wrapped, RING_KEY);
    } catch (StorageException e) {
      throw e.code() == Code.KEY_WRONG ? damaged(file) : e;
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw damaged(file);
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw StorageException.io("cannot read the key ring " + file, e);
    }
  }

  private static StorageException wrongKey(Path file) {
    return new StorageException(
        Code.KEY_WRONG,
        "the master key is not the one that %s was written with. Put the right key back; nothing was changed."
            .formatted(file));
  }

  private static StorageException damaged(Path file) {
    return new StorageException(
        Code.DAMAGED,
        "the key ring %s is damaged. Put back the copy from your key escrow; nothing was changed."
            .formatted(file));
  }

  private static byte[] encode(Contents contents) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(contents.wrapped().size());
      for (var entry : contents.wrapped().entrySet()) {
        writeOwner(out, entry.getKey());
        writeShort(bytes, entry.getValue());
      }
      out.writeInt(contents.destroyed().size());
      for (var owner : contents.destroyed()) {
        writeOwner(out, owner);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Contents decode(byte[] bytes) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    var wrapped = new LinkedHashMap<KeyOwner, byte[]>();
    for (int left = in.readInt(); left > 0; left--) {
      wrapped.put(readOwner(in), readShort(in));
    }
    var destroyed = new LinkedHashSet<KeyOwner>();
    for (int left = in.readInt(); left > 0; left--) {
      destroyed.add(readOwner(in));
    }
    return new Contents(wrapped, destroyed);
  }

  private static void writeOwner(DataOutputStream out, KeyOwner owner) throws IOException {
    out.writeLong(
        switch (owner) {
          case KeyOwner.Account() -> 0;
          case KeyOwner.Project(long id) -> id;
          case KeyOwner.Repository(KeyOwner.Project(long id), int number) ->
              ((long) number << PROJECT_BITS) | id;
        });
    out.flush();
  }

  private static KeyOwner readOwner(DataInputStream in) throws IOException {
    long owner = in.readLong();
    if (owner == 0) {
      return KeyOwner.account();
    }
    var project = new KeyOwner.Project(owner & KeyOwner.Project.LARGEST);
    int number = (int) (owner >>> PROJECT_BITS);
    return number == 0 ? project : new KeyOwner.Repository(project, number);
  }

  private static void writeShort(ByteArrayOutputStream out, byte[] value) {
    if (value.length > 255) {
      throw new IllegalArgumentException("a wrapped key of " + value.length + " bytes");
    }
    out.write(value.length);
    out.writeBytes(value);
  }

  private static byte[] readShort(DataInputStream in) throws IOException {
    byte[] value = new byte[in.readUnsignedByte()];
    in.readFully(value);
    return value;
  }
}
