package dev.bailey.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The stock `git` and `ssh` of this machine, with a home of their own.
public final class GitClient {
  private static final int MINUTES = 4;

  private final Path home;
  private final List<String> environment = new ArrayList<>();

  public GitClient(Path home) {
    this.home = home;
  }

  /// What a command printed, and its exit status.
  public record Result(int status, String output) {}

  /// Makes a key pair for a user; `ssh` uses it from now on.
  ///
  /// @return the public key, as in `authorized_keys`
  public String newKey(String name, String type) {
    Path key = home.resolve(name);
    run(home, "ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", key.toString());
    useKey(name);
    return read(home.resolve(name + ".pub"));
  }

  /// Makes `ssh` offer this key only.
  public void useKey(String name) {
    environment.removeIf(entry -> entry.startsWith("GIT_SSH_COMMAND="));
    environment.add("GIT_SSH_COMMAND=" + ssh(name));
  }

  private String ssh(String key) {
    return "ssh -F none -o BatchMode=yes -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes"
        + " -o UserKnownHostsFile="
        + home.resolve("known_hosts")
        + " -i "
        + home.resolve(key);
  }

  /// Accepts a host key.
  public void trust(int port, String hostKey) {
    write(home.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + hostKey + "\n");
  }

  /// Runs `git` in a directory; it must succeed.
  public String git(Path directory, String... arguments) {
    var result = tryGit(directory, arguments);
    if (result.status() != 0) {
      throw new AssertionError(
          "git " + String.join(" ", arguments) + ": " + result.status() + "\n" + result.output());
    }
    return result.output();
  }

  /// Runs `git` in a directory.
  public Result tryGit(Path directory, String... arguments) {
    var command = new ArrayList<>(List.of("git", "-c", "init.defaultBranch=main"));
    command.addAll(List.of(arguments));
    return run(directory, command.toArray(String[]::new));
  }

  /// Runs `ssh` itself with the key in use.
  public Result ssh(String key, int port, String... command) {
    var words = new ArrayList<>(List.of(ssh(key).split(" ")));
    words.addAll(List.of("-p", Integer.toString(port), "git@127.0.0.1"));
    words.addAll(List.of(command));
    return run(home, words.toArray(String[]::new));
  }

  /// Runs a command in a directory.
  public Result run(Path directory, String... command) {
    try {
      var builder = new ProcessBuilder(command).directory(directory.toFile());
      builder.redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(devNull()));
      var variables = builder.environment();
      variables.clear();
      variables.putAll(variables());
      var process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", command) + " hangs: " + output);
      }
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private Map<String, String> variables() {
    var variables = new java.util.HashMap<String, String>();
    variables.put("PATH", System.getenv("PATH"));
    variables.put("HOME", home.toString());
    variables.put("GIT_CONFIG_NOSYSTEM", "1");
    variables.put("GIT_TERMINAL_PROMPT", "0");
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      variables.put("GIT_" + who + "_NAME", "Ann");
      variables.put("GIT_" + who + "_EMAIL", "ann@example.com");
    }
    for (String entry : environment) {
      variables.put(entry.split("=", 2)[0], entry.split("=", 2)[1]);
    }
    return variables;
  }

  /// Sets a variable for what is run from now on.
  public void set(String name, String value) {
    environment.add(name + "=" + value);
  }

  /// A new working directory with files, committed on `main`.
  public Path project(String name, Map<String, String> files) {
    Path directory = home.resolve(name);
    git(home, "init", "-q", directory.toString());
    files.forEach((path, text) -> write(directory.resolve(path), text));
    git(directory, "add", "-A");
    git(directory, "commit", "-qm", "first");
    return directory;
  }

  /// Writes a file and commits it.
  public void commit(Path directory, String path, String text) {
    write(directory.resolve(path), text);
    git(directory, "add", "-A");
    git(directory, "commit", "-qm", "change " + path);
  }

  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static java.io.File devNull() {
    return new java.io.File("/dev/null");
  }
}
