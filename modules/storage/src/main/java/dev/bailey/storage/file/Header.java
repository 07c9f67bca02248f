package dev.bailey.storage.file;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import dev.bailey.storage.keys.AesGcm;
import dev.bailey.storage.keys.Key256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

/// The first 4096 bytes of an [EncryptedFile]:
///
/// ```
/// magic (8) | page size (4) | zeros (4) | file id (16) | salt (32) | key check (16) | sealed: size (8), zeros
/// ```
///
/// The key check tells a wrong key from a damaged file. The sealed part authenticates all before
/// it.
final class Header {
  static final int BYTES = 4096;

  /// Stands for the size of a file that is not finished.
  static final long GROWING = -1;

  private static final byte[] MAGIC = "BAILEYF1".getBytes(StandardCharsets.US_ASCII);
  private static final int OPEN_PART = 80;

  private final byte[] fileId;
  private final byte[] salt;
  private final byte[] keyCheck;
  private final String identity;

  /// @param identity goes into the keys, so that a file opens only as what it was made as
  private Header(byte[] fileId, byte[] salt, byte[] keyCheck, String identity) {
    this.fileId = fileId;
    this.salt = salt;
    this.keyCheck = keyCheck;
    this.identity = identity;
  }

  static Header fresh(Key256 key, String identity, SecureRandom random) {
    byte[] fileId = new byte[16];
    byte[] salt = new byte[32];
    random.nextBytes(fileId);
    random.nextBytes(salt);
    return new Header(fileId, salt, key.check(salt), identity);
  }

  /// Reads the open part; what it says is believed only after [#recordedSize].
  static Header parse(Path path, byte[] page, Key256 key, String identity) {
    var in = ByteBuffer.wrap(page);
    byte[] magic = take(in, MAGIC.length);
    if (!Arrays.equals(magic, MAGIC) || in.getInt() != EncryptedFile.PAGE) {
      throw damaged(path);
    }
    in.getInt();
    var header = new Header(take(in, 16), take(in, 32), take(in, 16), identity);
    if (!key.matches(header.keyCheck, header.salt)) {
      throw new StorageException(
          Code.KEY_WRONG, path + " was written with another key, or its header is damaged");
    }
    return header;
  }

  /// Whether a page begins a file that was made with this key.
  static boolean isUnder(byte[] page, Key256 key) {
    return key.matches(Arrays.copyOfRange(page, 64, 80), Arrays.copyOfRange(page, 32, 64));
  }

  /// The size that [EncryptedFile#finish] recorded, or [#GROWING].
  long recordedSize(Path path, byte[] page, AesGcm gcm) {
    byte[] sealed = Arrays.copyOfRange(page, OPEN_PART, BYTES);
    byte[] plain =
        gcm.open(sealed, Arrays.copyOf(page, OPEN_PART)).orElseThrow(() -> damaged(path));
    return ByteBuffer.wrap(plain).getLong();
  }

  byte[] write(AesGcm gcm, long size) {
    byte[] plain = ByteBuffer.allocate(BYTES - OPEN_PART - AesGcm.OVERHEAD).putLong(size).array();
    byte[] open = openPart();
    return ByteBuffer.allocate(BYTES).put(open).put(gcm.seal(plain, open)).array();
  }

  Key256 pageKey(Key256 key) {
    return key.derive("bailey file pages of " + identity, salt);
  }

  Key256 headerKey(Key256 key) {
    return key.derive("bailey file header of " + identity, salt);
  }

  /// Binds a page to this file and its place.
  byte[] context(long page) {
    return ByteBuffer.allocate(fileId.length + Long.BYTES).put(fileId).putLong(page).array();
  }

  private byte[] openPart() {
    return ByteBuffer.allocate(OPEN_PART)
        .put(MAGIC)
        .putInt(EncryptedFile.PAGE)
        .putInt(0)
        .put(fileId)
        .put(salt)
        .put(keyCheck)
        .array();
  }

  private static byte[] take(ByteBuffer in, int length) {
    byte[] taken = new byte[length];
    in.get(taken);
    return taken;
  }

  private static StorageException damaged(Path path) {
    return new StorageException(
        Code.DAMAGED,
        "the header of %s is damaged, or the file belongs elsewhere. Restore a backup; nothing was changed."
            .formatted(path));
  }
}
