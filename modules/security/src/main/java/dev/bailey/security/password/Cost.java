package dev.bailey.security.password;

/// How much work Argon2id makes of a password.
///
/// @param memory in KiB
/// @param passes over that memory
/// @param lanes that could be worked on side by side
public record Cost(int memory, int passes, int lanes) {
  private static final Cost STANDARD = new Cost(46 * 1024, 2, 1);

  public Cost {
    if (memory < 8 * lanes || passes < 1 || lanes < 1) {
      throw new IllegalArgumentException(
          "no cost: %d KiB, %d passes, %d lanes".formatted(memory, passes, lanes));
    }
  }

  /// Twice the work that OWASP asks for at this much memory (docs/decisions/0701).
  public static Cost standard() {
    return STANDARD;
  }
}
