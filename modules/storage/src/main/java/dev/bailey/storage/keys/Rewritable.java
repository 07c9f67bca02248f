package dev.bailey.storage.keys;

import java.util.function.BooleanSupplier;

/// A keeper of data under the keys of a ring that can write it anew.
public interface Rewritable {

  /// Writes anew, under the owner's present key, what is under the former one. It can be stopped at
  /// any moment and called again.
  ///
  /// @param goOn asked before each piece of work; when it says no, the rest is left
  /// @return whether nothing is left under the former key; what is being written at the moment may
  ///   be
  boolean rewrite(KeyOwner owner, BooleanSupplier goOn);
}
