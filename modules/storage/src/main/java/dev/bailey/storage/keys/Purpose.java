package dev.bailey.storage.keys;

/// What a key is for. Each purpose has a key of its own, so that bytes written for one can never be
/// read as those of another.
public enum Purpose {
  DATABASE("database"),
  SENTINEL("sentinel"),
  GIT("git"),
  OBJECTS("objects"),
  OBJECT_NAMES("object names"),
  LOGS("logs"),
  DUCKDB("duckdb"),
  SEALING("sealing"),
  AUDIT("audit");

  private final String label;

  Purpose(String label) {
    this.label = label;
  }

  /// Goes into the derivation of keys: it never changes.
  String label() {
    return "bailey " + label;
  }
}
