package dev.bailey.storage.keys;

import dev.bailey.storage.StorageException;
import dev.bailey.storage.StorageException.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A program of the operator's that is asked for a secret, or to wrap or unwrap one: it gets bytes
/// on its standard input and answers on its standard output. No shell is involved. What it says on
/// standard error goes nowhere, for it may hold what must not be kept.
///
/// @param argv the program and its arguments
/// @param timeout after which it is killed
public record KeyCommand(List<String> argv, Duration timeout) {
  private static final int LONGEST_ANSWER = 60_000;

  public KeyCommand {
    argv = List.copyOf(argv);
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("a command has a program");
    }
  }

  /// Runs it.
  ///
  /// @param input wiped by the caller
  /// @return what it put out, at least one byte; wiped by the caller
  /// @throws StorageException KEY_UNAVAILABLE when it can't be started, fails, takes too long or
  ///   says nothing
  public byte[] ask(byte[] input) {
    var builder = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.DISCARD);
    // Our own configuration may hold secrets that are none of its business.
    builder.environment().keySet().removeIf(name -> name.startsWith("BAILEY_"));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw failed("cannot be started");
    }
    try {
      return answer(process, input);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private byte[] answer(Process process, byte[] input) {
    var output = new AtomicReference<>(new byte[0]);
    Thread reader = Thread.ofVirtual().start(() -> output.set(read(process)));
    Thread writer = Thread.ofVirtual().start(() -> write(process, input));
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed("did not answer within " + timeout.toSeconds() + " s");
      }
      writer.join();
      reader.join(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    }
    byte[] answer = output.get();
    if (process.exitValue() != 0) {
      Arrays.fill(answer, (byte) 0);
      throw failed("ended with exit code " + process.exitValue());
    }
    if (answer.length == 0 || answer.length > LONGEST_ANSWER) {
      Arrays.fill(answer, (byte) 0);
      throw failed(answer.length == 0 ? "put out nothing" : "put out more than any key");
    }
    return answer;
  }

  private static byte[] read(Process process) {
    try {
      return process.getInputStream().readNBytes(LONGEST_ANSWER + 1);
    } catch (IOException e) {
      return new byte[0]; // It was killed; its end says why.
    }
  }

  private static void write(Process process, byte[] input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      // It read no further than it cared to; what it answers decides.
    }
  }

  private StorageException failed(String how) {
    return new StorageException(
        Code.KEY_UNAVAILABLE,
        "the command %s %s. Run it by hand as this user to see why; nothing was changed."
            .formatted(Path.of(argv.getFirst()).getFileName(), how));
  }
}
