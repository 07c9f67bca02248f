package dev.bailey.security.permission;

/// The parts of the account that permissions tell apart.
public enum AccountArea {
  /// Its name and its limits.
  ACCOUNT("account"),
  /// Making projects; what is inside one is a [ProjectArea].
  PROJECTS("projects"),
  CONNECTIONS("connections"),
  USERS("users"),
  GROUPS("groups"),
  /// All that is held about a person: taking it away as a file, and erasing it.
  PERSONAL_DATA("personal_data"),
  SERVICE_TOKENS("service_tokens"),
  AUDIT("audit"),
  /// How people sign in: passwords, identity providers, second factors.
  SIGN_IN("sign_in"),
  /// Which addresses may come in.
  IP_RULES("ip_rules"),
  /// Where the appliance may go.
  EGRESS("egress"),
  LICENSES("licenses"),
  SCIM("scim"),
  /// Backups, keys, health, support.
  OPERATIONS("operations");

  private final String word;

  AccountArea(String word) {
    this.word = word;
  }

  /// The word in a permission.
  public String word() {
    return word;
  }
}
