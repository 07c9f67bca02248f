package dev.bailey.git;

import java.time.Instant;
import java.util.List;

/// One commit of a repository.
///
/// @param author who wrote the change
/// @param time when it was committed
/// @param message the whole message
public record Commit(
    CommitId id, List<CommitId> parents, Author author, Instant time, String message) {
  public Commit {
    parents = List.copyOf(parents);
  }

  /// The first line of the message.
  public String subject() {
    return message.lines().findFirst().orElse("");
  }
}
