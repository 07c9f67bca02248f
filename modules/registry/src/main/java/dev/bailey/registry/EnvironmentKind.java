package dev.bailey.registry;

import java.util.Optional;

/// What an environment is for: dbt Cloud's `type` and `deployment_type` in one. A project has one
/// development environment, at most one production and at most one staging environment, and as many
/// others as it likes.
public enum EnvironmentKind {
  DEVELOPMENT("development", Optional.empty(), EnvironmentCategory.DEVELOPMENT),
  PRODUCTION("deployment", Optional.of("production"), EnvironmentCategory.PRODUCTION),
  STAGING("deployment", Optional.of("staging"), EnvironmentCategory.STAGING),
  GENERAL("deployment", Optional.empty(), EnvironmentCategory.OTHER);

  private final String type;
  private final Optional<String> deploymentType;
  private final EnvironmentCategory category;

  EnvironmentKind(String type, Optional<String> deploymentType, EnvironmentCategory category) {
    this.type = type;
    this.deploymentType = deploymentType;
    this.category = category;
  }

  /// The kind with these words of the API.
  ///
  /// @throws IllegalArgumentException when there is none
  public static EnvironmentKind of(String type, Optional<String> deploymentType) {
    for (EnvironmentKind kind : values()) {
      if (kind.type.equals(type) && kind.deploymentType.equals(deploymentType)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "no environment has the type %s and the deployment type %s"
            .formatted(type, deploymentType.orElse("null")));
  }

  /// The API's `type`.
  public String type() {
    return type;
  }

  /// The API's `deployment_type`.
  public Optional<String> deploymentType() {
    return deploymentType;
  }

  /// What permissions know it as.
  public EnvironmentCategory category() {
    return category;
  }

  /// Whether a project has at most one of the kind.
  public boolean single() {
    return this != GENERAL;
  }
}
