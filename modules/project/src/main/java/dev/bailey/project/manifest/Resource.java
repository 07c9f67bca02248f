package dev.bailey.project.manifest;

import java.util.List;

/// Anything that has a unique id and stands in the manifest.
public sealed interface Resource
    permits Node,
        SourceDefinition,
        Exposure,
        SemanticDefinition,
        UnitTest,
        MacroDefinition,
        Doc,
        Group {

  Identity identity();

  default String uniqueId() {
    return identity().uniqueId();
  }

  default ResourceType type() {
    return identity().type();
  }

  default String name() {
    return identity().name();
  }

  default String packageName() {
    return identity().packageName();
  }

  default String path() {
    return identity().path();
  }

  default String originalFilePath() {
    return identity().originalFilePath();
  }

  default List<String> fqn() {
    return identity().fqn();
  }
}
