package dev.bailey.git.serve;

/// A user who came in over git, authenticated. Made by whoever answers [GitDoor]'s questions, and
/// handed back to it with each of them.
public interface GitUser {

  /// The user's number, or that of the service token's.
  long id();

  /// For commit logs and messages.
  String name();
}
