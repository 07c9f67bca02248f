package dev.bailey.security.password;

/// How much work Argon2id makes of a password.
///
/// @param memory in KiB
/// @param passes over that memory
/// @param lanes that could be worked on side by side
public record Cost(int memory, int passes, int lanes) {
  private static final Cost STANDARD = new Cost(47 * 1024, 1, 1);

  public Cost {
    if (memory < 8 * lanes || passes < 1 || lanes < 1) {
      throw new IllegalArgumentException(
          "no cost: %d KiB, %d passes, %d lanes".formatted(memory, passes, lanes));
    }
  }

  /// The first of OWASP's equally strong choices, and the one that took the least CPU here
  /// (docs/decisions/0701).
  public static Cost standard() {
    return STANDARD;
  }
}
