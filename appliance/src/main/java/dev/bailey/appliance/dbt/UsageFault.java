package dev.bailey.appliance.dbt;

/// Something outside of the project that a user can mend; the message says how.
final class UsageFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageFault(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
