package dev.bailey.engine.deps;

import java.util.function.Supplier;

/// Packages cannot be had as they are asked for: the message says why, and what to do.
public class DepsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DepsException(String message) {
    super(message);
  }

  public DepsException(String message, Throwable cause) {
    super(message, cause);
  }

  /// A host has more to send than may be taken.
  public static final class TooLarge extends DepsException {
    private static final long serialVersionUID = 1;

    public TooLarge(String message) {
      super(message);
    }

    public TooLarge(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /// What comes of work for a package, which its failure names.
  static <T> T naming(String name, Supplier<T> work) {
    try {
      return work.get();
    } catch (DepsException e) {
      throw new DepsException(
          "The package %s cannot be had.\n%s".formatted(name, e.getMessage()), e);
    }
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
