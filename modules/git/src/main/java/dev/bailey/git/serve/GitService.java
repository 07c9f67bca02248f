package dev.bailey.git.serve;

import java.util.Arrays;
import java.util.Optional;

/// What a git client asks of a server.
public enum GitService {
  /// Clone and fetch.
  UPLOAD_PACK("git-upload-pack"),
  /// Push.
  RECEIVE_PACK("git-receive-pack");

  private final String command;

  GitService(String command) {
    this.command = command;
  }

  /// The name in URLs and commands.
  public String command() {
    return command;
  }

  /// The content type of a request's body over HTTP.
  public String requestType() {
    return "application/x-" + command + "-request";
  }

  /// The content type of an answer's body over HTTP.
  public String resultType() {
    return "application/x-" + command + "-result";
  }

  /// The content type of the advertisement over HTTP.
  public String advertisementType() {
    return "application/x-" + command + "-advertisement";
  }

  /// The service of this name.
  public static Optional<GitService> named(String command) {
    return Arrays.stream(values()).filter(service -> service.command.equals(command)).findFirst();
  }
}
