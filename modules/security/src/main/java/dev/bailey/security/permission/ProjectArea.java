package dev.bailey.security.permission;

/// The parts of a project that permissions tell apart.
public enum ProjectArea {
  /// Its name, its directory, that it is there at all.
  PROJECT("project"),
  REPOSITORY("repository"),
  ENVIRONMENTS("environments"),
  /// Who enters the warehouse for an environment.
  CREDENTIALS("credentials"),
  VARIABLES("variables"),
  JOBS("jobs"),
  /// Runs with their steps, logs and artifacts.
  RUNS("runs"),
  /// Documentation, lineage and the Discovery API.
  METADATA("metadata"),
  /// The browser IDE: files, branches, compiling.
  DEVELOP("develop"),
  /// Rows of the warehouse in the IDE.
  PREVIEW("preview"),
  NOTIFICATIONS("notifications"),
  WEBHOOKS("webhooks"),
  SEMANTIC_LAYER("semantic_layer"),
  /// Who may do what in the project.
  MEMBERS("members");

  private final String word;

  ProjectArea(String word) {
    this.word = word;
  }

  /// The word in a permission.
  public String word() {
    return word;
  }
}
