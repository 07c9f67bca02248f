package dev.bailey.git.serve;

/// A user who came in over git, authenticated.
///
/// @param id the user's number, or that of the service token's
/// @param name for commit logs and messages
public record GitUser(long id, String name) {}
