package dev.bailey.storage.keys;

/// What a key is for. Each purpose has a key of its own, so that bytes written for one can never be
/// read as those of another.
public enum Purpose {
  DATABASE("database", true),
  SENTINEL("sentinel", true),
  GIT("git", false),
  /// Clients know the host by it.
  HOST_KEY("ssh host key", true),
  OBJECTS("objects", false),
  /// Names on the disk would have to change with it.
  OBJECT_NAMES("object names", true),
  LOGS("logs", false),
  DUCKDB("duckdb", true),
  SEALING("sealing", true),
  /// People are found by the hash of their login under it.
  LOGINS("logins", true),
  /// Proves what was written long ago, which nobody may write anew.
  AUDIT("audit", true),
  /// What backups say of themselves, which must be readable for as long as they are kept.
  BACKUP("backup", true);

  private final String label;
  private final boolean lasts;

  Purpose(String label, boolean lasts) {
    this.label = label;
    this.lasts = lasts;
  }

  /// Whether its key stays the same when the owner's is rotated (docs/decisions/0509).
  public boolean lasts() {
    return lasts;
  }

  /// Goes into the derivation of keys: it never changes.
  String label() {
    return "bailey " + label;
  }
}
