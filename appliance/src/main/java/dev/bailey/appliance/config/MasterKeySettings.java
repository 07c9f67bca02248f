package dev.bailey.appliance.config;

import dev.bailey.storage.keys.CommandWrapper;
import dev.bailey.storage.keys.KeyCommand;
import dev.bailey.storage.keys.MasterKeyCommand;
import dev.bailey.storage.keys.MasterKeyFile;
import dev.bailey.storage.keys.MasterKeyPassphrase;
import dev.bailey.storage.keys.MasterKeySource;
import dev.bailey.storage.keys.MasterKeySource.Kind;
import dev.bailey.storage.keys.Passphrase;
import dev.bailey.storage.keys.TokenWrapper;
import dev.bailey.storage.keys.WrappedMasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Where the master key comes from, as the configuration says.
final class MasterKeySettings {
  private final Function<Key, String> values;
  private final Duration patience;

  /// @param values of all keys; empty for what is not set
  /// @param patience with commands
  MasterKeySettings(Function<Key, String> values, Duration patience) {
    this.values = values;
    this.patience = patience;
  }

  Kind kind() {
    String word = values.apply(Key.MASTER_KEY_SOURCE);
    return Arrays.stream(Kind.values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new ConfigurationException(
                "%s must be one of %s, not '%s'. Set it in bailey.yaml or as %s."
                    .formatted(
                        Key.MASTER_KEY_SOURCE.word(),
                        Arrays.stream(Kind.values())
                            .map(Kind::word)
                            .collect(Collectors.joining(", ")),
                        word,
                        Key.MASTER_KEY_SOURCE.variable())));
  }

  /// @param file of the master key, unless the configuration names another
  /// @param passphrase asked for one when that is the kind
  /// @throws ConfigurationException naming what is missing
  MasterKeySource source(Path file, Supplier<Passphrase> passphrase, SecureRandom random) {
    return switch (kind()) {
      case PASSPHRASE ->
          new MasterKeyPassphrase(passphrase.get(), MasterKeyPassphrase.Cost.standard(), random);
      case FILE -> {
        String named = values.apply(Key.MASTER_KEY);
        yield new MasterKeyFile(named.isEmpty() ? file : Path.of(named), random);
      }
      case COMMAND -> new MasterKeyCommand(command(Key.MASTER_KEY_COMMAND));
      case KMS ->
          new WrappedMasterKey(
              new CommandWrapper(
                  command(Key.MASTER_KEY_WRAP_COMMAND), command(Key.MASTER_KEY_UNWRAP_COMMAND)),
              random);
      case PKCS11 ->
          new WrappedMasterKey(
              new TokenWrapper(
                  new TokenWrapper.Token(Path.of(required(Key.PKCS11_LIBRARY)), slot()),
                  required(Key.PKCS11_KEY),
                  pin(),
                  random),
              random);
    };
  }

  private OptionalLong slot() {
    String slot = values.apply(Key.PKCS11_SLOT);
    try {
      return slot.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(slot));
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          "%s must be the number of a slot, not '%s'".formatted(Key.PKCS11_SLOT.word(), slot));
    }
  }

  private Supplier<byte[]> pin() {
    String file = values.apply(Key.PKCS11_PIN_FILE);
    if (!file.isEmpty()) {
      return () -> withoutLineEnd(content(Path.of(file)));
    }
    if (values.apply(Key.PKCS11_PIN_COMMAND).isEmpty()) {
      throw missing("pkcs11_pin_file or pkcs11_pin_command");
    }
    var command = command(Key.PKCS11_PIN_COMMAND);
    return () -> withoutLineEnd(command.ask(new byte[0]));
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "%s names %s, which cannot be read: %s"
              .formatted(Key.PKCS11_PIN_FILE.word(), file, Home.why(e)));
    }
  }

  private static byte[] withoutLineEnd(byte[] bytes) {
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
      length--;
    }
    byte[] pin = Arrays.copyOf(bytes, length);
    Arrays.fill(bytes, (byte) 0);
    return pin;
  }

  /// Items of a list are arguments as they are; in one line, spaces are between them.
  private KeyCommand command(Key key) {
    String words = required(key);
    return new KeyCommand(List.of(words.split(words.contains("\n") ? "\n" : "\\s+")), patience);
  }

  private String required(Key key) {
    String value = values.apply(key);
    if (value.isEmpty()) {
      throw missing(key.word());
    }
    return value;
  }

  private ConfigurationException missing(String what) {
    return new ConfigurationException(
        "%s: %s needs %s".formatted(Key.MASTER_KEY_SOURCE.word(), kind().word(), what));
  }
}
