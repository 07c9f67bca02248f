package dev.bailey.database.security;

import java.util.List;

/// The entity classes of this package.
public final class SecurityRows {
  private SecurityRows() {}

  /// All of them.
  public static List<Class<?>> all() {
    return List.of(
        UserRow.class,
        PasswordRow.class,
        SecondFactorRow.class,
        GroupRow.class,
        GroupMemberRow.class,
        SshKeyRow.class,
        SessionRow.class,
        SpentProofRow.class,
        TokenRow.class,
        ConfirmationRow.class,
        AuditRow.class,
        AuditHeadRow.class);
  }
}
