package dev.bailey.storage.keys;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// The master key as a command puts it out: 32 bytes, or their 64 hexadecimal digits.
public final class MasterKeyCommand extends MasterKeySource {
  private final KeyCommand command;

  /// @param command which gives the same key each time, until the key is to be another
  public MasterKeyCommand(KeyCommand command) {
    this.command = command;
  }

  @Override
  public Kind kind() {
    return Kind.COMMAND;
  }

  @Override
  Made first() {
    return new Made(ask());
  }

  @Override
  Made next(RingLock current) {
    Key256 key = ask();
    if (current.fits(key)) {
      key.close();
      throw new StorageException(
          Code.KEY_WRONG,
          "master_key_command still gives the present master key. Let it give the new one, and"
              + " name the configuration that gives the old one with --old-config; nothing was"
              + " changed.");
    }
    return new Made(key);
  }

  @Override
  Key256 unlock(RingLock lock) {
    return ask();
  }

  private Key256 ask() {
    byte[] answer = command.ask(new byte[0]);
    try {
      return Key256.taking(answer.length == Key256.BYTES ? answer.clone() : decoded(answer));
    } finally {
      Arrays.fill(answer, (byte) 0);
    }
  }

  private static byte[] decoded(byte[] answer) {
    try {
      byte[] key = HexFormat.of().parseHex(new String(answer, StandardCharsets.US_ASCII).strip());
      if (key.length == Key256.BYTES) {
        return key;
      }
      Arrays.fill(key, (byte) 0);
    } catch (IllegalArgumentException e) {
      // Its message would quote the answer.
    }
    throw new StorageException(
        Code.KEY_WRONG,
        "master_key_command put out %d bytes; a master key has 32, or 64 hexadecimal digits. Nothing was changed."
            .formatted(answer.length));
  }
}
