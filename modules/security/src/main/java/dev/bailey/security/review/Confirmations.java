package dev.bailey.security.review;

import java.util.List;

/// Keeps the newest confirmation of each way of access. What every keeper must do is in
/// `ConfirmationsContract`.
public interface Confirmations {

  /// All of them, by key.
  List<Confirmation> list();

  /// Keeps a confirmation in the place of any other of its key.
  void set(Confirmation confirmation);

  /// Forgets the confirmation of a key; does nothing when there is none.
  void remove(String key);
}
