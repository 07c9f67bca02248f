package dev.bailey.appliance.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Runs a program of this machine.
final class Tool {
  private Tool() {}

  /// The program is missing, or ended with another status than 0.
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message);
    }
  }

  /// What it said on both its outputs.
  static String run(Path directory, List<String> command) throws Failed {
    try {
      var process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new Failed("%s ended with %d: %s".formatted(command.getFirst(), status, said.strip()));
      }
      return said;
    } catch (IOException e) {
      throw new Failed("%s cannot be started: %s".formatted(command.getFirst(), e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed(command.getFirst() + " was interrupted");
    }
  }
}
