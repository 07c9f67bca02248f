package dev.bailey.engine.deps;

import java.net.URI;

/// Gets files over HTTP: a hub's index, and archives.
public interface Downloads {

  /// The bytes at an address, redirects followed. Tries again where that may help.
  ///
  /// @param most how many bytes it may have
  /// @throws DepsException naming the host and what to do
  byte[] get(URI address, long most);
}
