package dev.bailey.git.serve;

/// Where and for how many the SSH server listens.
///
/// @param host the address to bind
/// @param port 0 for any free one
/// @param connections how many may be open at once
public record SshListen(String host, int port, int connections) {

  /// All addresses, 200 connections.
  public static SshListen on(int port) {
    return new SshListen("0.0.0.0", port, 200);
  }
}
