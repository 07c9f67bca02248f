package dev.bailey.appliance.admin;

import dev.bailey.appliance.config.ConfigurationException;
import dev.bailey.storage.keys.Passphrase;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// A passphrase that somebody types when it is first asked for, or that comes as a line on standard
/// input; it is in no argument, where others on the machine could see it.
public final class TypedPassphrase implements AutoCloseable {
  private final String prompt;
  private Optional<Passphrase> typed = Optional.empty();

  public TypedPassphrase(String prompt) {
    this.prompt = prompt;
  }

  /// The passphrase; belongs to this, which closes it.
  public Passphrase get() {
    if (typed.isEmpty()) {
      typed = Optional.of(read(prompt));
    }
    return typed.get();
  }

  /// The same, typed twice where somebody types.
  Passphrase getTwice() {
    boolean asks = typed.isEmpty() && terminal().isPresent();
    Passphrase first = get();
    if (asks) {
      try (var second = read("Once more: ")) {
        if (!first.isSame(second)) {
          throw new ConfigurationException("the two are not the same; nothing was changed");
        }
      }
    }
    return first;
  }

  private static Passphrase read(String prompt) {
    Optional<Console> terminal = terminal();
    try {
      return terminal.isPresent()
          ? of(terminal.get().readPassword("%s", prompt))
          : Passphrase.taking(line(System.in));
    } catch (IOException e) {
      throw new ConfigurationException("the passphrase cannot be read from standard input");
    }
  }

  private static Optional<Console> terminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  private static Passphrase of(char[] typed) {
    ByteBuffer utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(typed));
    byte[] bytes = new byte[utf8.remaining()];
    utf8.get(bytes);
    Arrays.fill(typed, '\0');
    int start = utf8.arrayOffset();
    Arrays.fill(utf8.array(), start, start + utf8.capacity(), (byte) 0);
    return Passphrase.taking(bytes);
  }

  /// Byte by byte: what follows the line is the next one's.
  private static byte[] line(InputStream in) throws IOException {
    byte[] line = new byte[Passphrase.LONGEST + 1];
    int length = 0;
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (length < line.length) {
        line[length++] = (byte) next;
      }
    }
    byte[] bytes = Arrays.copyOf(line, length);
    Arrays.fill(line, (byte) 0);
    return bytes;
  }

  @Override
  public void close() {
    typed.ifPresent(Passphrase::close);
  }
}
