package dev.bailey.security.directory;

import dev.bailey.registry.Secret;
import java.util.Optional;

/// A directory elsewhere that knows people and their passwords.
@FunctionalInterface
public interface Directory {

  /// Whoever has this login and password there; empty when nobody has.
  ///
  /// @throws dev.bailey.security.AccessException UNAVAILABLE when the directory does not answer, or
  ///   refuses to look
  Optional<DirectoryPerson> find(String login, Secret password);
}
